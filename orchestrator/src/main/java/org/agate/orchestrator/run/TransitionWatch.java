package org.agate.orchestrator.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.agate.orchestrator.AgateConfig;
import org.agate.orchestrator.clock.LabTime;
import org.agate.orchestrator.device.DeviceHolds;
import org.agate.orchestrator.event.EventLog;
import org.agate.orchestrator.event.Subject;
import org.jboss.logging.Logger;

/// Tells people of what should be over by now: a run that is still being canceled or aborted, a device that is
/// still being drained. One alarm for each; a restart counts anew.
@ApplicationScoped
class TransitionWatch {

    private static final Logger LOG = Logger.getLogger(TransitionWatch.class);
    private static final long LOOK_SECONDS = 2;

    private final RunStore runs;
    private final DeviceHolds holds;
    private final EventLog log;
    private final LabTime lab;
    private final Duration patience;
    private final Map<String, Instant> seen = new HashMap<>();
    private final Set<String> told = new HashSet<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("transitions").factory());

    private record Transition(Subject subject, String kind, String text) {}

    TransitionWatch(RunStore runs, DeviceHolds holds, EventLog log, LabTime lab, AgateConfig config) {
        this.runs = runs;
        this.holds = holds;
        this.log = log;
        this.lab = lab;
        this.patience = config.transitionPatience();
    }

    void open() {
        timer.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    void close() {
        timer.shutdownNow();
    }

    private void look() {
        try {
            var now = lab.instant();
            var transitions = transitions();
            seen.keySet().retainAll(transitions.keySet());
            told.retainAll(transitions.keySet());
            transitions.forEach((key, transition) -> {
                var since = seen.computeIfAbsent(key, none -> now);
                if (now.isAfter(since.plus(patience)) && told.add(key)) {
                    log.append(transition.subject(), transition.kind(), transition.text(), Map.of());
                }
            });
        } catch (RuntimeException e) {
            LOG.error("Transitions are looked at again", e);
        }
    }

    private Map<String, Transition> transitions() {
        var transitions = new LinkedHashMap<String, Transition>();
        for (var run : runs.open()) {
            if (run.state() == RunState.CANCELING || run.state() == RunState.ABORTING) {
                transitions.put(
                        run.id() + " " + run.state(),
                        new Transition(
                                Subject.none().run(run.id()).sample(run.sample()),
                                "run.ends-late",
                                "%s: the run is %s for more than %s: maybe its device does not answer"
                                        .formatted(run.sample(), run.state(), patience)));
            }
        }
        holds.all().values().stream()
                .filter(hold -> !hold.held())
                .forEach(hold -> transitions.put(
                        hold.device(),
                        new Transition(
                                Subject.device(hold.device()),
                                "device.drains-late",
                                "%s is being drained for %s for more than %s: maybe a vial in it has nowhere to go"
                                        .formatted(hold.device(), hold.by(), patience))));
        return transitions;
    }
}
