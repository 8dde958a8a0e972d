package org.agate.workflows.journal;

import java.util.Optional;

/// Where steps are recorded; each call is durable when it returns.
public interface StepJournal {

    /// How a step ended; empty when it did not.
    Optional<StepOutcome> outcome(StepKey key);

    /// Before the step acts.
    void begin(StepKey key);

    /// After it acted.
    ///
    /// @return the outcome as it will be read back: the first run goes on with it too, so that both see the same
    StepOutcome.Succeeded succeed(StepKey key, StepOutcome.Succeeded outcome);

    /// After it failed.
    void fail(StepKey key, StepOutcome.Failed outcome);
}
