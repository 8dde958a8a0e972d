package org.agate.orchestrator.it;

import java.nio.file.Path;

/// Kills, holds, prompts and versions on a real PostgreSQL.
class RunControlOnPostgresIT extends RunControlIT {

    @Override
    LabUnderTest underTest(Path folder) {
        return super.underTest(folder).on(TestDatabase.Postgres.fresh());
    }
}
