package org.agate.orchestrator.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.agate.orchestrator.device.LabFloor;
import org.agate.orchestrator.event.EventLog;
import org.agate.orchestrator.operator.Prompts;
import org.agate.orchestrator.sample.Condition;
import org.agate.orchestrator.sample.SampleStore;
import org.agate.orchestrator.web.Problem;
import org.jboss.logging.Logger;

/// What people want of runs: recorded first, then done; after a restart done again.
@ApplicationScoped
public class RunControl {

    private static final Logger LOG = Logger.getLogger(RunControl.class);

    private final RunStore runs;
    private final RunGate gate;
    private final LabFloor floor;
    private final Prompts prompts;
    private final SampleStore samples;
    private final EventLog log;

    RunControl(RunStore runs, RunGate gate, LabFloor floor, Prompts prompts, SampleStore samples, EventLog log) {
        this.samples = samples;
        this.runs = runs;
        this.gate = gate;
        this.floor = floor;
        this.prompts = prompts;
        this.log = log;
    }

    /// Records what a person wants of a run, and does it.
    ///
    /// @throws Problem 404 for an unknown run, 409 when it is over or is being ended
    public synchronized WorkflowRun intend(UUID id, RunIntent intent, String by, String why) {
        var run = runs.find(id)
                .orElseThrow(() -> new Problem(
                        404, "run.unknown", "There is no run (%s).".formatted(id), "Maybe look at the list."));
        var kept = log.transact(entities -> {
            var row = entities.find(RunEntity.class, id);
            return row == null || row.ended != null || !row.intent.allows(intent)
                    ? List.of()
                    : List.of(new RunFact.Intended(id, run.sample(), intent, by, why));
        });
        if (kept.isEmpty()) {
            var now = runs.find(id).orElse(run);
            throw new Problem(
                    409,
                    "run.not-possible",
                    "The run is (%s): (%s) is not possible any more.".formatted(now.state(), intent),
                    "Maybe somebody else was faster.");
        }
        enact(id, intent, kept.getFirst().id());
        return runs.find(id).orElse(run);
    }

    /// Does what is wanted of every run that an earlier start left.
    void restore() {
        for (var run : runs.open()) {
            enact(run.id(), run.intent(), run.intentNumber());
        }
    }

    private void enact(UUID run, RunIntent intent, long number) {
        switch (intent) {
            case NONE -> {
                gate.intend(run, intent);
                floor.goOn(run);
            }
            case HOLD -> {
                gate.intend(run, intent);
                floor.goOn(run);
                floor.rest(run);
            }
            case HALT -> {
                floor.hold(run);
                gate.intend(run, intent);
            }
            case CANCEL, ABORT -> {
                gate.intend(run, intent);
                floor.withdraw(run, number, intent == RunIntent.CANCEL);
                prompts.withdraw(run, floor::isShared);
            }
        }
    }

    /// Ends every run at once, when the lab is stopped.
    public void abortAll(String by, String why) {
        RuntimeException trouble = null;
        for (var run : runs.open()) {
            try {
                abort(run, by, why);
            } catch (RuntimeException e) {
                // One that cannot be aborted keeps no other from it; whoever asked hears of it at the end.
                LOG.errorf(e, "Run %s could not be aborted", run.id());
                trouble = e;
            }
        }
        if (trouble != null) {
            throw trouble;
        }
    }

    private void abort(WorkflowRun run, String by, String why) {
        try {
            if (run.intent() != RunIntent.ABORT) {
                intend(run.id(), RunIntent.ABORT, by, why);
            }
        } catch (Problem over) {
            LOG.infof("Run %s ended before it could be aborted", run.id());
        }
        // Looked at after the order, when nothing can begin any more: nobody can say how far a device came, whether
        // it has already reported that it was cut off or not.
        if (floor.wasCutOff(run.id())) {
            samples.worsen(run.sample(), Condition.QUARANTINED, why);
        }
    }
}
