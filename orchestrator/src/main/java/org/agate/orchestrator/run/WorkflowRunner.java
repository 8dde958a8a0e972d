package org.agate.orchestrator.run;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.agate.orchestrator.AgateConfig;
import org.agate.orchestrator.Sources.Ids;
import org.agate.orchestrator.database.Json;
import org.agate.orchestrator.device.LabFloor;
import org.agate.orchestrator.device.LabPace;
import org.agate.orchestrator.event.EventLog;
import org.agate.orchestrator.event.Subject;
import org.agate.orchestrator.sample.Condition;
import org.agate.orchestrator.sample.Sample;
import org.agate.orchestrator.sample.SampleStore;
import org.agate.workflows.action.ActionOutcome;
import org.agate.workflows.action.ActionRequest;
import org.agate.workflows.camel.JournalInterceptor;
import org.agate.workflows.camel.RunContext;
import org.agate.workflows.definition.WorkflowDefinition;
import org.agate.workflows.definition.WorkflowLibrary;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.jspecify.annotations.Nullable;

/// Runs workflows on Camel: one exchange per run, every step journaled, the sample brought home when a run fails.
@ApplicationScoped
public class WorkflowRunner {

    private final CamelContext camel;
    private final RunStore runs;
    private final RunJournal journal;
    private final LabFloor floor;
    private final SampleStore samples;
    private final EventLog log;
    private final Ids ids;
    private final LabPace pace;
    private final java.nio.file.Path folder;
    private final Set<String> loaded = new HashSet<>();
    private @Nullable WorkflowLibrary library;

    WorkflowRunner(
            CamelContext camel,
            RunStore runs,
            RunJournal journal,
            LabFloor floor,
            SampleStore samples,
            EventLog log,
            Ids ids,
            LabPace pace,
            AgateConfig config) {
        this.camel = camel;
        this.runs = runs;
        this.journal = journal;
        this.floor = floor;
        this.samples = samples;
        this.log = log;
        this.ids = ids;
        this.pace = pace;
        this.folder = config.workflows();
    }

    /// Before any route is built: a journal that comes later would be silent.
    void intercept(@Observes CamelEvent.CamelContextInitializingEvent starting) {
        starting.getContext().getCamelContextExtension().addInterceptStrategy(new JournalInterceptor(journal));
    }

    /// Reads the workflow folder, and marks the runs that an earlier start left as interrupted.
    public List<WorkflowRun> open() {
        WorkflowLibrary.unpack(folder);
        var read = WorkflowLibrary.load(folder);
        camel.getComponent("kamelet", KameletComponent.class)
                .setLocation("file:" + read.kamelets().toAbsolutePath());
        library = read;
        var interrupted = runs.interruptAll();
        for (var run : interrupted) {
            samples.worsen(run.sample(), Condition.SUSPECT);
            log.append(
                    subject(run),
                    "run.interrupted",
                    "Run of %s on %s was interrupted: the orchestrator ended while it ran"
                            .formatted(run.workflow(), run.sample()),
                    Map.of());
        }
        return interrupted;
    }

    /// The workflows that can be run.
    public WorkflowLibrary library() {
        return java.util.Objects.requireNonNull(library, "the workflow folder is not read yet");
    }

    /// Starts a run; the future ends with it, after the sample is back at its home.
    public CompletableFuture<RunOutcome> start(Sample sample, String workflowName, Map<String, String> values) {
        var workflow = library().named(workflowName);
        var bound = workflow.bind(values);
        route(workflow);
        var run = runs.create(
                ids.get(), sample.campaign(), sample.id(), workflow.name(), workflow.version(), Json.write(bound));
        log.append(subject(run), "run.started", "%s: %s started".formatted(sample.id(), workflow.title()), Map.of());
        var exchange = new DefaultExchange(camel);
        exchange.setProperty(RunContext.RUN, run.id().toString());
        exchange.setProperty(RunContext.SAMPLE, sample.id());
        bound.forEach(exchange::setVariable);
        var outcome = new CompletableFuture<RunOutcome>();
        pace.thinks(run.id().toString());
        outcome.whenComplete((ended, trouble) -> pace.ended(run.id().toString()));
        camel.createProducerTemplate()
                .asyncSend("direct:" + workflow.routeId(), exchange)
                .whenComplete((ended, failure) -> {
                    try {
                        var cause = failure != null ? failure : ended.getException();
                        if (cause == null) {
                            outcome.complete(succeeded(run, workflow, ended));
                        } else {
                            failed(run, cause, outcome);
                        }
                    } catch (RuntimeException e) {
                        // Whoever waits for the run must hear of its end, whatever the database says.
                        outcome.completeExceptionally(e);
                    }
                });
        return outcome;
    }

    private synchronized void route(WorkflowDefinition workflow) {
        if (loaded.add(workflow.routeId())) {
            try {
                PluginHelper.getRoutesLoader(camel)
                        .loadRoutes(ResourceHelper.fromString(workflow.routeId() + ".yaml", workflow.route()));
            } catch (Exception e) {
                loaded.remove(workflow.routeId());
                throw new org.agate.workflows.WorkflowInvalid(
                        "workflow.route.invalid",
                        "Camel cannot build workflow (%s): %s".formatted(workflow.name(), e.getMessage()),
                        "Maybe a component or Kamelet is misspelled.",
                        e);
            }
        }
    }

    private RunOutcome succeeded(WorkflowRun run, WorkflowDefinition workflow, Exchange ended) {
        var outputs = new LinkedHashMap<String, Object>();
        for (var name : workflow.outputs()) {
            var value = ended.getVariable(name);
            if (value != null) {
                outputs.put(name, value);
            }
        }
        runs.end(run.id(), RunState.SUCCEEDED, "");
        log.append(subject(run), "run.succeeded", "%s: %s is done".formatted(run.sample(), workflow.title()), Map.of());
        return new RunOutcome.Succeeded(run, outputs);
    }

    private void failed(WorkflowRun run, Throwable cause, CompletableFuture<RunOutcome> outcome) {
        var reason = String.valueOf(cause.getMessage());
        samples.worsen(run.sample(), Condition.SUSPECT);
        runs.end(run.id(), RunState.FAILED, reason);
        log.append(subject(run), "run.failed", "%s: run failed: %s".formatted(run.sample(), reason), Map.of());
        bringHome(run).whenComplete((home, trouble) -> outcome.complete(new RunOutcome.Failed(run, reason)));
    }

    /// Carries the sample of an ended run back to its rack position, so that it blocks no device.
    private CompletableFuture<Boolean> bringHome(WorkflowRun run) {
        var home = new CompletableFuture<Boolean>();
        var id = run.sample();
        var request =
                new ActionRequest(run.id().toString(), LabFloor.CLEAN_UP, id, "arm", "move", Map.of("to", "home"));
        floor.perform(request, outcome -> {
            try {
                if (outcome instanceof ActionOutcome.Undone undone) {
                    samples.worsen(id, Condition.LOST);
                    samples.move(id, null);
                    log.append(
                            subject(run),
                            "sample.lost",
                            "%s could not be brought home: %s %s".formatted(id, undone.code(), undone.text()),
                            Map.of());
                }
            } finally {
                home.complete(outcome instanceof ActionOutcome.Done);
            }
        });
        return home;
    }

    /// Carries every sample that stands in a device, and that no run works on, back to its rack position; returns when
    /// all are there.
    public void bringStraysHome() {
        var all = runs.list(null, Integer.MAX_VALUE);
        var running = all.stream()
                .filter(run -> run.state() == RunState.RUNNING)
                .map(WorkflowRun::sample)
                .toList();
        var latest = new LinkedHashMap<String, WorkflowRun>();
        all.forEach(run -> latest.putIfAbsent(run.sample(), run));
        var homes = latest.values().stream()
                .filter(run -> !running.contains(run.sample()))
                .filter(run -> run.state() == RunState.INTERRUPTED
                        || samples.find(run.sample())
                                .filter(WorkflowRunner::isStray)
                                .isPresent())
                .filter(run -> samples.find(run.sample())
                        .filter(sample -> sample.position() != null)
                        .isPresent())
                .map(this::bringHome)
                .toList();
        homes.forEach(CompletableFuture::join);
    }

    private static boolean isStray(Sample sample) {
        return sample.position() != null && !sample.home().equals(sample.position());
    }

    private static Subject subject(WorkflowRun run) {
        return Subject.campaign(run.campaign()).run(run.id()).sample(run.sample());
    }
}
