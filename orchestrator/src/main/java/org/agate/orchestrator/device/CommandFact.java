package org.agate.orchestrator.device;

import java.time.Instant;
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
    ///
    /// @param family of the device; null in logs of before it was kept
    /// @param nominalSeconds how long it shall last by its parameters, or by the maker's word; null like the family
    /// @param lab lab time; null like the family
    /// @param basis what it was decided from; null like the family
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
            Recovery recovery,
            @Nullable String family,
            @Nullable Double nominalSeconds,
            @Nullable Instant lab,
            @Nullable Basis basis)
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

    /// Another step has it done too: its vial is worked on together with the command's own.
    record Shared(UUID command, UUID run, String stepPath, String sample, String device, String action)
            implements CommandFact {
        @Override
        public String text() {
            return "%s %s %s, in a batch".formatted(sample, device, action);
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
    ///
    /// @param lab lab time; null in logs of before it was kept
    record Ended(
            UUID command,
            UUID run,
            String sample,
            String device,
            String action,
            CommandState state,
            Map<String, Object> outcome,
            @Nullable Instant lab)
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
