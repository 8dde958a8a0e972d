package org.agate.orchestrator.campaign;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import org.agate.optimizer.Experiments;
import org.agate.optimizer.Optimizer;
import org.agate.orchestrator.campaign.Experimenter.Result;
import org.agate.orchestrator.clock.LabPace;
import org.agate.orchestrator.database.Storage;
import org.jboss.logging.Logger;

/// One campaign's loop: ask, experiment, tell, until enough is measured.
///
/// Runs on one thread of its own; everybody else only leaves a note in its inbox. The optimizer is asked whenever there
/// is room, not when a batch ends.
final class CampaignLoop implements Runnable {

    private static final Logger LOG = Logger.getLogger(CampaignLoop.class);
    private static final int INITIAL = 8;
    private static final int MOST_FAILURES_IN_A_ROW = 10;
    private static final int MOST_LOST_IN_A_ROW = 10;
    private static final long PAUSE_MILLIS = 1_000;

    private final Campaign campaign;
    private final Experimenter experimenter;
    private final Optimizer optimizer;
    private final CampaignStore store;
    private final LabPace pace;
    private final LinkedBlockingQueue<Note> inbox = new LinkedBlockingQueue<>();
    private final Map<Long, SuggestedExperiment> running = new HashMap<>();
    private final HoldGate gate = new HoldGate();
    private int failuresInARow;
    private int lostInARow;
    private boolean preparing = true;

    /// What others tell the loop.
    private sealed interface Note {
        record Ended(SuggestedExperiment experiment, Result result) implements Note {}

        record Hold(boolean wanted, String why) implements Note {}
    }

    CampaignLoop(Campaign campaign, Experimenter experimenter, CampaignStore store, LabPace pace) {
        this.pace = pace;
        this.campaign = campaign;
        this.experimenter = experimenter;
        this.store = store;
        this.optimizer = optimizer(campaign.plan(), experimenter);
    }

    /// The optimizer of a plan: the same for the loop and for whoever looks at its data.
    static Optimizer optimizer(CampaignPlan plan, Experimenter experimenter) {
        int initial = Math.min(INITIAL, Math.max(2, plan.samples() / 2));
        return new Optimizer(experimenter.space(), new Optimizer.Settings(experimenter.goal(), initial, plan.seed()));
    }

    /// Starts nothing new, or goes on; what runs is not touched.
    void hold(boolean wanted, String why) {
        if (wanted) {
            // At once; it is opened again when the wish is read, behind all that was wished before.
            gate.hold(true);
        }
        synchronized (this) {
            if (preparing) {
                // Its thread prepares standards and reads no notes; what a person wants is kept at once.
                keepHold(wanted, why);
                return;
            }
        }
        leave(new Note.Hold(wanted, why));
    }

    private void keepHold(boolean wanted, String why) {
        gate.hold(wanted);
        store.keep(wanted ? new CampaignFact.Held(campaign.id(), why) : new CampaignFact.Resumed(campaign.id(), why));
    }

    @Override
    public void run() {
        try {
            gate.hold(campaign.state() == CampaignState.HELD);
            experimenter.prepare(campaign, gate);
            pace.begin();
            synchronized (this) {
                preparing = false;
                if (campaign.state() == CampaignState.CALIBRATING && !gate.isHeld()) {
                    store.keep(new CampaignFact.Running(
                            campaign.id(), campaign.plan().name()));
                }
            }
            boolean over = false;
            while (!over) {
                over = isWorkedOff();
            }
        } catch (InterruptedException e) {
            // The server shuts down: the campaign is found as it is at the next start.
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            // Also an Error, such as a native library that does not load: a loop that dies must be seen to be dead.
            LOG.error("Campaign failed", e);
            fail(String.valueOf(e.getMessage()));
        }
    }

    /// Whether the campaign has ended; false when the database was away for longer than a read waits. That says
    /// nothing of the campaign: what is kept tells where it stands.
    private boolean isWorkedOff() throws InterruptedException {
        try {
            loop();
            return true;
        } catch (RuntimeException e) {
            if (!Storage.isTrouble(e)) {
                throw e;
            }
            LOG.warnf("Campaign %d waits for the database: %s", campaign.id(), e.getMessage());
            Thread.sleep(PAUSE_MILLIS);
            pace.begin();
            return false;
        }
    }

    /// The simulated lab waits while this thread works, and goes on while it waits for a note.
    private void loop() throws InterruptedException {
        try {
            store.experiments(campaign.id()).stream()
                    .filter(experiment -> experiment.state().equals("RUNNING") && !running.containsKey(experiment.id()))
                    .forEach(this::perform);
            work();
        } finally {
            pace.end();
        }
    }

    private void leave(Note note) {
        pace.begin();
        inbox.add(note);
    }

    private void applyNext() throws InterruptedException {
        pace.end();
        Note note;
        try {
            note = inbox.take();
        } finally {
            pace.begin();
        }
        apply(note);
        pace.end();
    }

    private void work() throws InterruptedException {
        while (true) {
            // Whatever has arrived is known before the optimizer is asked.
            for (var note = inbox.poll(); note != null; note = inbox.poll()) {
                apply(note);
                pace.end();
            }
            var told = store.told(campaign.id());
            int missing = campaign.plan().samples() - told.observations().size();
            if (missing <= 0 || running.isEmpty() && experimenter.exhausted(told)) {
                finish(told);
                return;
            }
            if (failuresInARow >= MOST_FAILURES_IN_A_ROW) {
                int failures = failuresInARow;
                while (!running.isEmpty()) {
                    applyNext();
                }
                fail("%d experiments failed in a row".formatted(failures));
                return;
            }
            boolean room = running.size() < Math.min(campaign.plan().inFlight(), missing);
            if (room && !gate.isHeld() && !experimenter.exhausted(told)) {
                startNext(told);
            } else {
                applyNext();
            }
        }
    }

    private void startNext(Experiments told) {
        var suggestion = new FeasibleSuggestion(
                        optimizer,
                        known -> experimenter.ask(optimizer, known),
                        experimenter::objection,
                        store::keep,
                        campaign.id())
                .next(told);
        if (suggestion.isEmpty()) {
            throw new IllegalStateException("no recipe that the laboratory can make was found");
        }
        var experiment = store.suggested(campaign.id(), suggestion.get());
        perform(experiment);
    }

    /// Also for one that an earlier start of the orchestrator had begun: it is taken up where it stands.
    private void perform(SuggestedExperiment experiment) {
        running.put(experiment.id(), experiment);
        experimenter
                .perform(campaign, experiment, experiment.asked())
                .whenComplete((result, trouble) -> leave(new Note.Ended(
                        experiment, trouble == null ? result : new Result.Lost(String.valueOf(trouble.getMessage())))));
    }

    private void apply(Note note) {
        switch (note) {
            case Note.Ended(var experiment, Result.Measured(var observation, var detail)) -> {
                running.remove(experiment.id());
                failuresInARow = 0;
                lostInARow = 0;
                store.ended(new ObservationFact.Told(
                        campaign.id(),
                        experiment.id(),
                        experiment.number() - 1,
                        observation.value(),
                        observation.standardDeviation(),
                        detail));
            }
            case Note.Ended(var experiment, Result.Lost(var why)) -> {
                running.remove(experiment.id());
                store.ended(new ObservationFact.Lost(campaign.id(), experiment.id(), experiment.number() - 1, why));
                lostInARow++;
                if (lostInARow >= MOST_LOST_IN_A_ROW && !gate.isHeld()) {
                    // Something is wrong in the laboratory, and a person has to look; the campaign waits for that.
                    lostInARow = 0;
                    keepHold(true, "%d experiments were lost in a row: %s".formatted(MOST_LOST_IN_A_ROW, why));
                }
            }
            case Note.Ended(var experiment, Result.Failed(var why)) -> {
                running.remove(experiment.id());
                failuresInARow++;
                store.ended(new ObservationFact.Failed(campaign.id(), experiment.id(), experiment.number() - 1, why));
            }
            case Note.Hold(var wanted, var why) -> keepHold(wanted, why);
        }
    }

    private void finish(Experiments told) {
        var best = optimizer.best(told);
        var sentence = best.map(b -> "best %.4g ± %.2g believed, %.4g ± %.2g measured"
                        .formatted(
                                b.believed().mean(),
                                b.believed().standardDeviation(),
                                b.observation().value(),
                                b.observation().standardDeviation()))
                .orElse("nothing was measured");
        store.keep(new CampaignFact.Finished(campaign.id(), campaign.plan().name(), sentence));
    }

    private void fail(String why) {
        store.keep(new CampaignFact.Failed(campaign.id(), campaign.plan().name(), why));
    }
}
