package org.agate.orchestrator.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.agate.orchestrator.device.LabFloor;
import org.agate.orchestrator.sample.Condition;
import org.agate.orchestrator.sample.Sample;
import org.agate.orchestrator.sample.SampleStore;
import org.agate.workflows.action.ActionOutcome;
import org.agate.workflows.action.ActionRequest;
import org.agate.workflows.action.FailurePolicy;

/// Carries samples that no run works on back to their places in the rack, so that they block no device.
@ApplicationScoped
class WayHome {

    private final LabFloor floor;
    private final SampleStore samples;
    private final RunStore runs;

    WayHome(LabFloor floor, SampleStore samples, RunStore runs) {
        this.floor = floor;
        this.samples = samples;
        this.runs = runs;
    }

    /// Carries a sample home in the name of the run that left it.
    ///
    /// @return whether it is there; ends when that is known
    CompletableFuture<Boolean> bring(UUID run, String sample) {
        var home = new CompletableFuture<Boolean>();
        // A run that was halted while it failed must not keep its vial in a device.
        floor.goOn(run);
        var request = new ActionRequest(
                run.toString(),
                LabFloor.CLEAN_UP,
                sample,
                "arm",
                "move",
                Map.of("to", "home"),
                FailurePolicy.FAIL,
                true);
        floor.perform(request, outcome -> {
            try {
                if (outcome instanceof ActionOutcome.Undone(var code, var text)) {
                    var why = "it could not be brought home: %s %s".formatted(code, text);
                    samples.worsen(sample, Condition.LOST, why);
                    samples.move(sample, null, why);
                }
            } finally {
                home.complete(outcome instanceof ActionOutcome.Done);
            }
        });
        return home;
    }

    /// A run is over: it holds no device any more.
    ///
    /// @param succeeded whether others of its workflow can be expected to go the same way
    void forget(UUID run, boolean succeeded) {
        floor.forget(run, succeeded);
    }

    /// Carries every sample home that stands elsewhere and that no run works on.
    CompletableFuture<Void> bringStrays() {
        var working = runs.open().stream().map(WorkflowRun::sample).collect(Collectors.toSet());
        var homes = samples.present().stream()
                .filter(sample -> !working.contains(sample.id()) && isStray(sample))
                .map(this::bring)
                .toList();
        return CompletableFuture.allOf(homes.toArray(CompletableFuture[]::new));
    }

    private CompletableFuture<Boolean> bring(Sample sample) {
        List<WorkflowRun> its = runs.of(sample.id());
        return its.isEmpty()
                ? CompletableFuture.completedFuture(false)
                : bring(its.getLast().id(), sample.id());
    }

    private static boolean isStray(Sample sample) {
        return !sample.home().equals(sample.position());
    }
}
