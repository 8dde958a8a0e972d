package org.agate.orchestrator.run;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.agate.orchestrator.AgateConfig;
import org.agate.orchestrator.Sources.Ids;
import org.agate.orchestrator.clock.LabPace;
import org.agate.orchestrator.clock.LabTime;
import org.agate.orchestrator.database.Database;
import org.agate.orchestrator.database.Json;
import org.agate.orchestrator.device.DeviceBoard;
import org.agate.orchestrator.dispatch.Priority;
import org.agate.orchestrator.event.EventLog;
import org.agate.orchestrator.request.RequestKey;
import org.agate.orchestrator.sample.SampleStore;
import org.agate.orchestrator.web.Problem;
import org.agate.workflows.WorkflowInvalid;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Runs that people order outside of campaigns: each waits, durably, for a place in the rack and for its turn.
@ApplicationScoped
public class RunOrders {

    private static final Logger LOG = Logger.getLogger(RunOrders.class);
    private static final String PURPOSE = "order";
    private static final long LOOK_MILLIS = 500;

    private final RunStore runs;
    private final WorkflowRunner runner;
    private final PublishedWorkflows workflows;
    private final WorkflowChecks checks;
    private final SampleStore samples;
    private final DeviceBoard board;
    private final EventLog log;
    private final Ids ids;
    private final LabPace pace;
    private final LabTime lab;
    private final Database database;
    private final int inFlight;
    private final int quota;
    private final ScheduledExecutorService desk = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("run-orders").factory());

    RunOrders(
            RunStore runs,
            WorkflowRunner runner,
            PublishedWorkflows workflows,
            WorkflowChecks checks,
            SampleStore samples,
            DeviceBoard board,
            EventLog log,
            Ids ids,
            LabPace pace,
            LabTime lab,
            Database database,
            AgateConfig config) {
        this.database = database;
        this.lab = lab;
        this.quota = config.projectQuota();
        this.runs = runs;
        this.runner = runner;
        this.workflows = workflows;
        this.checks = checks;
        this.samples = samples;
        this.board = board;
        this.log = log;
        this.ids = ids;
        this.pace = pace;
        this.inFlight = config.inFlight();
    }

    /// Begins to start what is ordered.
    void open() {
        runner.onEnded(ended -> startSome());
        desk.scheduleWithFixedDelay(this::startNext, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /// Starts nothing more.
    void close() {
        desk.shutdownNow();
    }

    /// Orders runs of the latest published version, one for each sample.
    ///
    /// @param key a repeat orders nothing, and is answered what the first was
    /// @throws org.agate.workflows.WorkflowInvalid when the values do not fit; then nothing is ordered
    public List<UUID> order(
            String workflow,
            Map<String, String> values,
            int samples,
            String by,
            Priority priority,
            String project,
            RequestKey key) {
        var earlier = database.call(key::earlier);
        if (earlier.isPresent()) {
            return ordered(earlier.get());
        }
        var version = workflows.named(workflow);
        var bound = version.definition().bind(values);
        checks.require(version);
        var orders = new ArrayList<UUID>();
        log.transact(entities -> {
            orders.clear();
            // Another one with that key may have come first.
            var meanwhile = key.earlier(entities);
            if (meanwhile.isPresent()) {
                orders.addAll(ordered(meanwhile.get()));
                return List.of();
            }
            for (int i = 0; i < samples; i++) {
                orders.add(ids.get());
            }
            return key.with(
                    orders.stream()
                            .map(id -> new RunFact.Ordered(
                                    id, workflow, version.version(), bound, by, priority, project, lab.instant()))
                            .toList(),
                    orders.stream().map(UUID::toString).toList());
        });
        startSome();
        return List.copyOf(orders);
    }

    private static List<UUID> ordered(List<String> made) {
        return made.stream().map(UUID::fromString).toList();
    }

    /// Takes an order back; false when it has begun or never was.
    public boolean withdraw(UUID id, String by, String why) {
        return !log.transact(entities -> entities.find(OrderEntity.class, id) == null
                        ? List.of()
                        : List.of(new RunFact.Withdrawn(id, by, why)))
                .isEmpty();
    }

    /// Every order that has not begun waits for a person from now on.
    public void deferAll(String by, String why) {
        log.transact(entities -> waiting(entities, false).stream()
                .map(id -> new RunFact.Deferred(id, by, why))
                .toList());
    }

    /// A person lets orders begin that a stop has met.
    ///
    /// @param id one of them; null for all
    /// @return those that may begin now
    public List<UUID> admit(@Nullable UUID id, String by, String why) {
        var admitted = log
                .transact(entities -> waiting(entities, true).stream()
                        .filter(each -> id == null || id.equals(each))
                        .map(each -> new RunFact.Admitted(each, by, why))
                        .toList())
                .stream()
                .flatMap(event -> Stream.ofNullable(event.run()))
                .toList();
        startSome();
        return admitted;
    }

    private static List<UUID> waiting(EntityManager entities, boolean deferred) {
        return entities.createQuery(
                        "select o.id from OrderEntity o where o.deferred = :deferred order by o.number", UUID.class)
                .setParameter("deferred", deferred)
                .getResultList();
    }

    private void startSome() {
        if (desk.isShutdown()) {
            return;
        }
        pace.begin();
        desk.execute(() -> {
            try {
                startNext();
            } finally {
                pace.end();
            }
        });
    }

    private void startNext() {
        try {
            var rack = board.rack();
            var ordered = runs.ordered().stream()
                    .filter(order -> order.state() == RunState.QUEUED)
                    .toList();
            if (rack.isEmpty() || ordered.isEmpty() || board.isStopped()) {
                return;
            }
            var open = runs.open();
            long room = inFlight - open.size();
            var ofProject = new HashMap<String, Integer>();
            open.forEach(run -> ofProject.merge(run.project(), 1, Integer::sum));
            for (var order : OrderOfOrders.by(lab.instant()).sort(ordered)) {
                if (room <= 0) {
                    return;
                }
                if (!order.project().isEmpty() && ofProject.getOrDefault(order.project(), 0) >= quota) {
                    continue;
                }
                switch (begin(order, rack)) {
                    case BEGUN -> {
                        room--;
                        ofProject.merge(order.project(), 1, Integer::sum);
                    }
                    case PASSED_OVER -> {}
                    case NO_PLACE -> {
                        return;
                    }
                }
            }
        } catch (RuntimeException e) {
            LOG.error("Orders are looked at again in half a second", e);
        }
    }

    /// Starts one, when there is a place for it. What cannot be run any more is withdrawn, so that the others are not
    /// kept waiting.
    private Beginning begin(WorkflowRun order, List<String> rack) {
        try {
            var version = workflows.get(order.workflow(), order.version());
            checks.require(version);
            var home = samples.create(null, PURPOSE, rack, board.isTwin());
            home.ifPresent(sample -> runner.start(
                    order.id(),
                    sample,
                    version,
                    texts(order),
                    new WorkflowRunner.Standing(order.priority(), order.project(), order.asked())));
            return home.isPresent() ? Beginning.BEGUN : Beginning.NO_PLACE;
        } catch (WorkflowInvalid | Problem e) {
            if (checks.isOfTheLaboratory(e)) {
                // A device that is not there yet, or not any more, may come: the order waits, others go first.
                return Beginning.PASSED_OVER;
            }
            withdraw(order.id(), "agate", "it cannot be run any more: " + e.getMessage());
            return Beginning.PASSED_OVER;
        }
    }

    private enum Beginning {
        BEGUN,
        /// It waits for a device, or is withdrawn; it takes nobody's turn.
        PASSED_OVER,
        NO_PLACE
    }

    private static Map<String, String> texts(WorkflowRun order) {
        return Json.map(order.params()).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> String.valueOf(entry.getValue())));
    }
}
