package org.agate.orchestrator.it;

/// The log's proofs on a real PostgreSQL.
class LogOnPostgresIT extends LogIT {

    @Override
    LabUnderTest lab() {
        return super.lab().on(TestDatabase.Postgres.fresh());
    }
}
