package org.agate.workflows.journal;

import java.util.Map;
import java.util.Optional;

/// Where steps are recorded; each call is durable when it returns.
public interface StepJournal {

    /// The variables that a finished step left; empty when it did not finish.
    Optional<Map<String, Object>> outcome(StepKey key);

    /// Before the step acts.
    void begin(StepKey key);

    /// After it acted.
    void succeed(StepKey key, Map<String, Object> variables);

    /// After it failed.
    void fail(StepKey key, String reason);
}
