package org.agate.orchestrator.run;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.agate.orchestrator.Sources.Ids;
import org.agate.orchestrator.clock.LabPace;
import org.agate.orchestrator.clock.LabTime;
import org.agate.orchestrator.database.Json;
import org.agate.orchestrator.device.LabFloor;
import org.agate.orchestrator.device.RunProfile;
import org.agate.orchestrator.dispatch.Priority;
import org.agate.orchestrator.event.EventLog;
import org.agate.orchestrator.sample.Condition;
import org.agate.orchestrator.sample.Sample;
import org.agate.orchestrator.sample.SampleStore;
import org.agate.orchestrator.web.Problem;
import org.agate.workflows.WorkflowInvalid;
import org.agate.workflows.camel.JournalInterceptor;
import org.agate.workflows.camel.RunContext;
import org.agate.workflows.camel.WorkflowLanguage;
import org.agate.workflows.definition.WorkflowVersion;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.DefaultExchange;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Runs workflows on Camel: one exchange per run, every step journaled, the sample brought home when a run fails.
///
/// A run outlives the process: at the next start its exchange goes through the same route again, and the journal puts
/// back what was done before.
@ApplicationScoped
public class WorkflowRunner {

    private static final Logger LOG = Logger.getLogger(WorkflowRunner.class);
    private static final int MOST_REMEMBERED = 100;

    private final CamelContext camel;
    private final RunStore runs;
    private final RunJournal journal;
    private final RunGate gate;
    private final PublishedWorkflows workflows;
    private final WorkflowChecks checks;
    private final RouteBook routes;
    private final WayHome wayHome;
    private final SampleStore samples;
    private final EventLog log;
    private final Ids ids;
    private final LabPace pace;
    private final LabFloor floor;
    private final LabTime lab;
    private final MeterRegistry meters;
    private final Map<UUID, CompletableFuture<RunOutcome>> outcomes = new ConcurrentHashMap<>();
    private final List<Consumer<RunOutcome>> onEnded = new CopyOnWriteArrayList<>();
    private @Nullable ProducerTemplate sender;
    private volatile boolean closing;

    WorkflowRunner(
            CamelContext camel,
            RunStore runs,
            RunJournal journal,
            RunGate gate,
            PublishedWorkflows workflows,
            WorkflowChecks checks,
            RouteBook routes,
            WayHome wayHome,
            SampleStore samples,
            EventLog log,
            Ids ids,
            LabPace pace,
            LabFloor floor,
            LabTime lab,
            MeterRegistry meters) {
        this.meters = meters;
        this.floor = floor;
        this.lab = lab;
        this.camel = camel;
        this.runs = runs;
        this.journal = journal;
        this.gate = gate;
        this.workflows = workflows;
        this.checks = checks;
        this.routes = routes;
        this.wayHome = wayHome;
        this.samples = samples;
        this.log = log;
        this.ids = ids;
        this.pace = pace;
    }

    /// Before any route is built: a journal that comes later would be silent.
    void intercept(@Observes CamelEvent.CamelContextInitializingEvent starting) {
        WorkflowLanguage.install(starting.getContext());
        starting.getContext().getCamelContextExtension().addInterceptStrategy(new JournalInterceptor(journal, gate));
    }

    /// Starts a run of the latest published version.
    public WorkflowRun start(Sample sample, String workflow, Map<String, String> values) {
        return start(
                ids.get(), sample, workflows.named(workflow), values, new Standing(Priority.NORMAL, "", lab.instant()));
    }

    /// Why the latest version cannot run with these values on the devices that are connected; empty when it can.
    public Optional<String> objection(String workflow, Map<String, String> values) {
        try {
            var version = workflows.named(workflow);
            version.definition().bind(values);
            checks.require(version);
            return Optional.empty();
        } catch (WorkflowInvalid | Problem refused) {
            return Optional.of(String.valueOf(refused.getMessage()).replace('\n', ' '));
        }
    }

    /// Which device, place or powder the latest version of a workflow misses; empty when it misses none.
    public Optional<String> missing(String workflow) {
        try {
            checks.require(workflows.named(workflow));
            return Optional.empty();
        } catch (Problem refused) {
            return checks.isOfTheLaboratory(refused)
                    ? Optional.of(String.valueOf(refused.getMessage()).replace('\n', ' '))
                    : Optional.empty();
        }
    }

    /// How a run stands beside others.
    ///
    /// @param project whose quota it counts against; may be empty
    /// @param asked lab time; null when that was not kept
    record Standing(
            Priority priority, String project, @Nullable Instant asked) {}

    WorkflowRun start(UUID id, Sample sample, WorkflowVersion version, Map<String, String> values, Standing standing) {
        var definition = version.definition();
        var bound = definition.bind(values);
        checks.require(version);
        routes.build(version);
        log.append(new RunFact.Started(
                id,
                sample.campaign(),
                sample.id(),
                definition.name(),
                definition.title(),
                definition.version(),
                bound,
                standing.priority(),
                standing.project(),
                standing.asked()));
        var run = runs.find(id).orElseThrow();
        launch(run, version);
        return run;
    }

    /// Takes up the runs that an earlier start left, and carries home what no run works on.
    void resume() {
        runs.succeeded(MOST_REMEMBERED).forEach(run -> floor.remember(run.workflow(), run.id()));
        for (var run : runs.open()) {
            try {
                log.append(new RunFact.Resumed(run.id(), run.campaign(), run.sample()));
                var version = workflows.get(run.workflow(), run.version());
                routes.build(version);
                launch(run, version);
                meters.counter("agate.runs.taken.up").increment();
            } catch (RuntimeException e) {
                // One run that cannot be taken up must not keep the others from it.
                LOG.errorf(e, "Run %s cannot be taken up", run.id());
                outcomes.put(run.id(), new CompletableFuture<>());
                failed(run, "it could not be taken up: " + e.getMessage());
            }
        }
    }

    private void launch(WorkflowRun run, WorkflowVersion version) {
        var id = run.id();
        var definition = version.definition();
        outcomes.put(id, new CompletableFuture<>());
        floor.joins(new RunProfile(
                id,
                run.sample(),
                run.workflow(),
                run.version() + " " + run.params(),
                run.priority(),
                run.asked() == null ? lab.instant() : run.asked()));
        pace.thinks(id.toString());
        var exchange = new DefaultExchange(camel);
        exchange.setProperty(RunContext.RUN, id.toString());
        exchange.setProperty(RunContext.SAMPLE, run.sample());
        Json.map(run.params()).forEach(exchange::setVariable);
        // One for all runs: each has a pool of threads of its own, which lives as long as it does.
        sender().asyncSend("direct:" + definition.routeId(), exchange).whenComplete((ended, trouble) -> {
            if (!closing) {
                ended(run, version, exchange, trouble);
            }
        });
    }

    private synchronized ProducerTemplate sender() {
        if (sender == null) {
            sender = camel.createProducerTemplate();
        }
        return sender;
    }

    private void ended(WorkflowRun run, WorkflowVersion version, Exchange exchange, @Nullable Throwable trouble) {
        try {
            var cause = trouble != null ? trouble : exchange.getException();
            if (cause == null) {
                var definition = version.definition();
                log.append(new RunFact.Succeeded(
                        run.id(),
                        run.campaign(),
                        run.sample(),
                        definition.title(),
                        definition.outputs(exchange.getVariables())));
                over(run.id());
            } else {
                failed(run, String.valueOf(cause.getMessage()));
            }
        } catch (RuntimeException e) {
            LOG.errorf(e, "The end of run %s could not be recorded", run.id());
            outcomes.getOrDefault(run.id(), new CompletableFuture<>()).completeExceptionally(e);
            pace.ended(run.id().toString());
        }
    }

    private void failed(WorkflowRun run, String reason) {
        var intent = runs.find(run.id()).map(WorkflowRun::intent).orElse(RunIntent.NONE);
        // A device may report that a stop cut it off before the stop has reached the run: the stop has ended it all
        // the same, and nothing is carried anywhere when somebody clears the devices.
        boolean stopped = floor.isEndedByStop(run.id());
        boolean cutOff = stopped && floor.wasCutOff(run.id());
        samples.worsen(run.sample(), cutOff ? Condition.QUARANTINED : Condition.SUSPECT, reason);
        log.append(
                stopped || intent == RunIntent.CANCEL || intent == RunIntent.ABORT
                        ? new RunFact.Canceled(run.id(), run.campaign(), run.sample(), reason)
                        : new RunFact.Failed(run.id(), run.campaign(), run.sample(), reason));
        if (stopped || intent == RunIntent.ABORT) {
            over(run.id());
        } else {
            wayHome.bring(run.id(), run.sample()).whenComplete((home, trouble) -> over(run.id()));
        }
    }

    private void over(UUID id) {
        gate.forget(id);
        var outcome = RunOutcome.of(runs.find(id).orElseThrow());
        wayHome.forget(id, outcome instanceof RunOutcome.Succeeded);
        var waiting = outcomes.remove(id);
        try {
            if (waiting != null) {
                waiting.complete(outcome);
            }
            onEnded.forEach(listener -> listener.accept(outcome));
        } finally {
            pace.ended(id.toString());
        }
    }

    /// How a run ends, whichever start of the orchestrator began it.
    public CompletableFuture<RunOutcome> outcome(UUID id) {
        var waiting = outcomes.get(id);
        return waiting != null
                ? waiting
                : CompletableFuture.completedFuture(RunOutcome.of(runs.find(id)
                        .orElseThrow(() -> new IllegalArgumentException("There is no run (%s).".formatted(id)))));
    }

    /// The runs on a sample, oldest first.
    public List<WorkflowRun> of(String sample) {
        return runs.of(sample);
    }

    /// The first run of a workflow on a sample.
    public Optional<WorkflowRun> first(String sample, String workflow) {
        return of(sample).stream()
                .filter(run -> run.workflow().equals(workflow))
                .findFirst();
    }

    /// Called when a run is over and its sample home; must not block.
    void onEnded(Consumer<RunOutcome> listener) {
        onEnded.add(listener);
    }

    /// Carries home every sample that no run works on; ends when all are there.
    public CompletableFuture<Void> bringStraysHome() {
        return wayHome.bringStrays();
    }

    /// What ends from now on ends because the process does: it is not recorded, the runs go on at the next start.
    public void close() {
        closing = true;
        journal.close();
    }
}
