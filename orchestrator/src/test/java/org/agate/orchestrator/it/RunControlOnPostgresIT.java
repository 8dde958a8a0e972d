package org.agate.orchestrator.it;

import java.nio.file.Path;

/// A prompt that outlives a kill, and clean-up, on a real PostgreSQL. What is not annotated here is only run on it by
/// `-Dagate.test.database=postgresql`, which runs everything on it.
class RunControlOnPostgresIT extends RunControlIT {

    @Override
    LabUnderTest underTest(Path folder) {
        return super.underTest(folder).on(TestDatabase.Postgres.fresh());
    }

    @Override
    void aHeldRunBeginsNoStepAlsoNotAfterAKillAndGoesOnWhenItIsResumed() {}

    @Override
    void anEditedFileChangesNothingUntilItIsPublishedAndAWrongOneIsRefusedAtThat() {}
}
