package org.agate.orchestrator.device;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.agate.orchestrator.event.Fact;
import org.agate.orchestrator.event.Subject;
import org.agate.robot.device.Recovery;
import org.jspecify.annotations.Nullable;

/// What happened to a command.
public sealed interface CommandFact extends Fact {

    UUID command();

    /// It was decided on, and is sent as soon as this is on disk.
    record Issued(
            UUID command,
            UUID run,
            String stepPath,
            String sample,
            String device,
            String action,
            Map<String, Object> params,
            @Nullable String target,
            CommandPurpose purpose,
            Recovery recovery)
            implements CommandFact {
        public Issued {
            params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
        }

        @Override
        public String text() {
            return "%s %s %s".formatted(sample, device, action);
        }

        @Override
        public Subject subject() {
            return new Subject(null, run, sample, device);
        }

        @Override
        public boolean routine() {
            return true;
        }
    }

    /// The device has said how far it is.
    record Reported(UUID command, UUID run, String sample, String device, CommandState state) implements CommandFact {
        @Override
        public String text() {
            return "%s on %s is %s".formatted(sample, device, state);
        }

        @Override
        public Subject subject() {
            return new Subject(null, run, sample, device);
        }

        @Override
        public boolean routine() {
            return true;
        }
    }

    /// Nothing can follow.
    record Ended(
            UUID command,
            UUID run,
            String sample,
            String device,
            String action,
            CommandState state,
            Map<String, Object> outcome)
            implements CommandFact {
        public Ended {
            outcome = Collections.unmodifiableMap(new LinkedHashMap<>(outcome));
        }

        @Override
        public String text() {
            var why = state == CommandState.SUCCEEDED
                    ? ""
                    : " %s %s".formatted(outcome.getOrDefault("code", ""), outcome.getOrDefault("text", ""));
            return "%s %s %s %s%s".formatted(sample, device, action, state, why).stripTrailing();
        }

        @Override
        public Subject subject() {
            return new Subject(null, run, sample, device);
        }
    }
}
