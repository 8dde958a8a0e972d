package org.agate.orchestrator.device;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.agate.workflows.action.ActionOutcome;
import org.jspecify.annotations.Nullable;

/// What a step does next.
sealed interface Next {

    /// A command.
    ///
    /// @param texts of its parameters, quantities with units
    /// @param avoid devices that have failed at it
    /// @param labPause before it is sent, lab time
    /// @param wallPause before it is sent, wall time
    record Send(
            String action,
            Map<String, String> texts,
            CommandPurpose purpose,
            Set<String> avoid,
            Duration labPause,
            Duration wallPause)
            implements Next {

        static Send now(String action, Map<String, String> texts, CommandPurpose purpose) {
            return new Send(action, texts, purpose, Set.of(), Duration.ZERO, Duration.ZERO);
        }

        Send afterLab(Duration pause) {
            return new Send(action, texts, purpose, avoid, pause, wallPause);
        }

        Send afterWall(Duration pause) {
            return new Send(action, texts, purpose, avoid, labPause, pause);
        }

        Send avoiding(Set<String> devices) {
            return new Send(action, texts, purpose, devices, labPause, wallPause);
        }
    }

    /// The end of a command that is under way.
    record Await(CommandRecord command) implements Next {}

    /// A look where the sample is, since a move was interrupted.
    record Look(CommandRecord command) implements Next {}

    /// A person's decision about a command; the sample is quarantined meanwhile.
    record Ask(CommandRecord about, String question) implements Next {}

    /// Nothing more.
    ///
    /// @param doubt why the sample is SUSPECT from now on; null when it is as good as before
    record Finish(ActionOutcome outcome, @Nullable String doubt) implements Next {

        static Finish done(Map<String, Object> result) {
            return new Finish(new ActionOutcome.Done(result), null);
        }

        static Finish undone(String code, String text) {
            return new Finish(new ActionOutcome.Undone(code, text), null);
        }
    }
}
