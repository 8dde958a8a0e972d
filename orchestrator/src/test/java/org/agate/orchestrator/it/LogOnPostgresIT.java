package org.agate.orchestrator.it;

/// The log's proofs on a real PostgreSQL, where decimals have commas and clocks change in spring.
class LogOnPostgresIT extends LogIT {

    @Override
    LabUnderTest lab() {
        return in(super.lab(), "de", "DE", "Europe/Berlin").on(TestDatabase.Postgres.fresh());
    }
}
