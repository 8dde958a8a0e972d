package org.agate.orchestrator.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.agate.orchestrator.clock.LabPace;
import org.agate.workflows.journal.StepGate;
import org.agate.workflows.journal.StepKey;
import org.agate.workflows.journal.StepOutcome;
import org.jspecify.annotations.Nullable;

/// Lets the steps of a run begin, or not, by what people want of it. Thread-safe.
///
/// A step that has to wait is kept here, without a thread; after a restart the run comes here again.
@ApplicationScoped
class RunGate implements StepGate {

    private final LabPace pace;
    private final Map<UUID, RunIntent> intents = new HashMap<>();
    private final Map<UUID, List<Waiting>> waiting = new HashMap<>();

    private record Waiting(boolean cleanUp, Consumer<Optional<StepOutcome.Failed>> admitted) {}

    RunGate(LabPace pace) {
        this.pace = pace;
    }

    @Override
    public void enter(StepKey key, boolean cleanUp, Consumer<Optional<StepOutcome.Failed>> admitted) {
        var step = new Waiting(cleanUp, admitted);
        var run = UUID.fromString(key.run());
        RunIntent intent;
        synchronized (this) {
            intent = intents.getOrDefault(run, RunIntent.NONE);
            if (waits(intent)) {
                waiting.computeIfAbsent(run, none -> new ArrayList<>()).add(step);
            }
        }
        if (waits(intent)) {
            pace.waits(key.run());
        } else {
            pass(step, intent);
        }
    }

    private static boolean waits(RunIntent intent) {
        return intent == RunIntent.HOLD || intent == RunIntent.HALT;
    }

    private static void pass(Waiting step, RunIntent intent) {
        boolean refused = intent == RunIntent.ABORT || intent == RunIntent.CANCEL && !step.cleanUp();
        step.admitted()
                .accept(
                        refused
                                ? Optional.of(new StepOutcome.Failed("CANCELED", "a person ended the run"))
                                : Optional.empty());
    }

    /// What people want of a run from now on.
    void intend(UUID run, RunIntent intent) {
        @Nullable List<Waiting> free;
        synchronized (this) {
            intents.put(run, intent);
            free = waits(intent) ? null : waiting.remove(run);
        }
        if (free != null) {
            for (var step : free) {
                pace.thinks(run.toString());
                Thread.ofVirtual().start(() -> pass(step, intent));
            }
        }
    }

    /// The run is over.
    synchronized void forget(UUID run) {
        intents.remove(run);
        waiting.remove(run);
    }
}
