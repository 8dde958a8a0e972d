package org.agate.orchestrator.run;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.agate.orchestrator.dispatch.Priority;
import org.agate.orchestrator.event.Fact;
import org.agate.orchestrator.event.Subject;
import org.jspecify.annotations.Nullable;

/// What happened to a run.
public sealed interface RunFact extends Fact {

    UUID run();

    @Override
    default Subject subject() {
        return Subject.none().run(run());
    }

    /// A person wants it; it waits for a place in the rack.
    ///
    /// @param priority null in logs of before there were any
    /// @param project whose quota it counts against; null like the priority
    /// @param lab lab time; null like the priority
    record Ordered(
            UUID run,
            String workflow,
            String version,
            Map<String, String> params,
            String by,
            @Nullable Priority priority,
            @Nullable String project,
            @Nullable Instant lab)
            implements RunFact {
        public Ordered {
            params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
        }

        @Override
        public String text() {
            return "%s ordered a run of %s".formatted(by, workflow);
        }

        @Override
        public boolean routine() {
            return true;
        }
    }

    /// It is not wanted any more, before it began.
    record Withdrawn(UUID run, String by, String why) implements RunFact {
        @Override
        public String text() {
            return "%s withdrew a run that had not begun: %s".formatted(by, why);
        }
    }

    /// The lab was stopped before it began: it waits until a person lets it.
    record Deferred(UUID run, String by, String why) implements RunFact {
        @Override
        public String text() {
            return "%s: a run that had not begun waits for a person (%s)".formatted(by, why);
        }
    }

    /// A person lets it begin after all.
    record Admitted(UUID run, String by, String why) implements RunFact {
        @Override
        public String text() {
            return "%s lets a run begin: %s".formatted(by, why);
        }
    }

    /// It began, pinned to a version.
    ///
    /// @param priority null in logs of before there were any
    /// @param project whose quota it counts against; null like the priority
    /// @param lab when it was asked for, lab time; null like the priority
    record Started(
            UUID run,
            @Nullable Long campaign,
            String sample,
            String workflow,
            String title,
            String version,
            Map<String, String> params,
            @Nullable Priority priority,
            @Nullable String project,
            @Nullable Instant lab)
            implements RunFact {
        public Started {
            params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
        }

        @Override
        public String text() {
            return "%s: %s started".formatted(sample, title);
        }

        @Override
        public Subject subject() {
            return new Subject(campaign, run, sample, null);
        }
    }

    /// A person wants something of it.
    record Intended(UUID run, String sample, RunIntent intent, String by, String why) implements RunFact {
        @Override
        public String text() {
            return "%s wants %s of the run on %s: %s"
                    .formatted(by, intent == RunIntent.NONE ? "RESUME" : intent, sample, why);
        }

        @Override
        public Subject subject() {
            return Subject.none().run(run).sample(sample);
        }
    }

    /// It goes on after a restart of the orchestrator.
    record Resumed(UUID run, @Nullable Long campaign, String sample) implements RunFact {
        @Override
        public String text() {
            return "%s: the run goes on after a restart".formatted(sample);
        }

        @Override
        public Subject subject() {
            return new Subject(campaign, run, sample, null);
        }
    }

    /// It went to its end.
    record Succeeded(UUID run, @Nullable Long campaign, String sample, String title, Map<String, Object> outputs)
            implements RunFact {
        public Succeeded {
            outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
        }

        @Override
        public String text() {
            return "%s: %s is done".formatted(sample, title);
        }

        @Override
        public Subject subject() {
            return new Subject(campaign, run, sample, null);
        }
    }

    /// It did not.
    record Failed(UUID run, @Nullable Long campaign, String sample, String reason) implements RunFact {
        @Override
        public String text() {
            return "%s: run failed: %s".formatted(sample, reason);
        }

        @Override
        public Subject subject() {
            return new Subject(campaign, run, sample, null);
        }
    }

    /// A person ended it.
    record Canceled(UUID run, @Nullable Long campaign, String sample, String reason) implements RunFact {
        @Override
        public String text() {
            return "%s: run canceled: %s".formatted(sample, reason);
        }

        @Override
        public Subject subject() {
            return new Subject(campaign, run, sample, null);
        }
    }
}
