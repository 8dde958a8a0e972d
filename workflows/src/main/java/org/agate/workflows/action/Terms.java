package org.agate.workflows.action;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// On what terms an action is wanted.
///
/// @param onFailure what to do when it fails
/// @param deadline the longest that its step may take, lab time; null for no limit
/// @param promptly how soon after an earlier step it must begin; null when it may wait
/// @param batch what vials have in common that are worked on together; null for one vial at a time
/// @param recovered how many recovery workflows of this step have been run so far
public record Terms(
        FailurePolicy onFailure,
        @Nullable Duration deadline,
        @Nullable Promptly promptly,
        @Nullable String batch,
        int recovered) {

    /// A policy and nothing else.
    public static Terms of(FailurePolicy onFailure) {
        return new Terms(onFailure, null, null, null, 0);
    }

    /// Reads the longest time that a step may take.
    ///
    /// @throws org.agate.workflows.WorkflowInvalid when it is no duration
    public static Duration deadline(String text) {
        return Promptly.duration(text);
    }

    /// The same after a recovery workflow.
    public Terms afterRecovery(int number) {
        return new Terms(onFailure, deadline, promptly, batch, number);
    }
}
