package org.agate.orchestrator.campaign;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.agate.optimizer.Goal;
import org.agate.optimizer.Optimizer;
import org.agate.orchestrator.AgateConfig;
import org.agate.orchestrator.asktell.Advice;
import org.agate.orchestrator.asktell.Learned;
import org.agate.orchestrator.clock.LabPace;
import org.agate.orchestrator.device.DeviceBoard;
import org.agate.orchestrator.observation.CsPbBr3Assay;
import org.agate.orchestrator.observation.MixingAssay;
import org.agate.orchestrator.request.RequestKey;
import org.agate.orchestrator.web.Problem;

/// All campaigns, and the loops of those that run.
@ApplicationScoped
public class Campaigns {

    private static final double USUAL_TARGET = 0.3;

    private final CampaignStore store;
    private final Bench bench;
    private final DeviceBoard board;
    private final LabPace pace;
    private final Path tables;
    private final Map<Long, CampaignLoop> loops = new ConcurrentHashMap<>();
    private final Map<Long, Thread> threads = new ConcurrentHashMap<>();

    Campaigns(CampaignStore store, Bench bench, DeviceBoard board, LabPace pace, AgateConfig config) {
        this.tables = config.tables();
        this.store = store;
        this.bench = bench;
        this.board = board;
        this.pace = pace;
    }

    /// Creates and starts a campaign.
    ///
    /// @param key a repeat starts nothing, and is answered what the first was
    /// @throws IllegalArgumentException when the plan cannot work; then nothing is created
    public Campaign start(CampaignPlan plan, RequestKey key) {
        var earlier = store.madeBy(key);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        var experimenter = experimenter(plan);
        boolean simulated = plan.kind() != CampaignPlan.Kind.TABLE && board.isSimulated();
        var campaign = store.create(plan, simulated, key);
        if (campaign.isPresent()) {
            run(campaign.get(), experimenter);
            return campaign.get();
        }
        // Another request with that key came first.
        return store.madeBy(key).orElseThrow();
    }

    private void run(Campaign campaign, Experimenter experimenter) {
        var loop = new CampaignLoop(campaign, experimenter, store, pace);
        loops.put(campaign.id(), loop);
        threads.put(
                campaign.id(),
                Thread.ofVirtual().name("campaign-" + campaign.id()).start(() -> {
                    loop.run();
                    loops.remove(campaign.id());
                    threads.remove(campaign.id());
                }));
    }

    /// A request must not make the server read, and quote in its answer, whatever file it can.
    private void requireInside(String file) {
        try {
            var wanted = Path.of(file).toRealPath();
            if (!wanted.startsWith(tables.toRealPath())) {
                throw outside(file);
            }
        } catch (IOException | InvalidPathException e) {
            throw outside(file);
        }
    }

    private Problem outside(String file) {
        return new Problem(
                422,
                "campaign.table.outside",
                "There is no table (%s) in the folder of tables.".formatted(file),
                "Maybe put it into (%s).".formatted(tables));
    }

    private Experimenter experimenter(CampaignPlan plan) {
        return switch (plan.kind()) {
            case CSPBBR3 -> new RobotExperimenter(new CsPbBr3Assay(), bench);
            case MIX -> {
                var target = plan.target() == null ? USUAL_TARGET : plan.target();
                yield new RobotExperimenter(new MixingAssay("powder-a", "powder-b", target), bench);
            }
            case TABLE -> {
                var table = java.util.Objects.requireNonNull(plan.table());
                requireInside(table.file());
                yield new TableExperimenter(table, store);
            }
        };
    }

    /// Takes up every campaign that an earlier start left; one that was held stays held.
    public void open() {
        for (var campaign : store.all()) {
            switch (campaign.state()) {
                case CALIBRATING, RUNNING, HELD -> takeUp(campaign);
                case FINISHED, FAILED -> {}
            }
        }
    }

    private void takeUp(Campaign campaign) {
        try {
            run(campaign, experimenter(campaign.plan()));
        } catch (IllegalArgumentException | Problem e) {
            // Such as a table that was moved away meanwhile.
            store.keep(new CampaignFact.Failed(campaign.id(), campaign.plan().name(), String.valueOf(e.getMessage())));
        }
    }

    /// Starts nothing new in any campaign, when the lab is stopped.
    public void holdAll(String why) {
        loops.values().forEach(loop -> loop.hold(true, why));
    }

    /// Starts nothing new in a campaign.
    public void hold(long id) {
        loop(id).hold(true, "held by a person");
    }

    /// Goes on; samples that a stop left in devices are carried home.
    public void resume(long id) {
        loop(id).hold(false, "resumed by a person");
        bench.runner().bringStraysHome();
    }

    private CampaignLoop loop(long id) {
        var loop = loops.get(id);
        if (loop == null) {
            throw new IllegalArgumentException("Campaign (%d) does not run.\nMaybe it has ended.".formatted(id));
        }
        return loop;
    }

    /// The objective of a campaign in words.
    public String objective(CampaignPlan plan) {
        return plan.table() == null
                ? experimenter(plan).objective()
                : plan.table().objective();
    }

    /// Whether less is better.
    public boolean minimizes(CampaignPlan plan) {
        return plan.table() == null
                ? experimenter(plan).goal() == Goal.MINIMIZE
                : plan.table().minimize();
    }

    /// The measured experiment with the best believed value.
    public Optional<Best> best(long id) {
        var campaign = store.get(id);
        var experimenter = experimenter(campaign.plan());
        var told = store.told(id);
        return CampaignLoop.optimizer(campaign.plan(), experimenter).best(told).flatMap(best -> best(id, best));
    }

    /// What the stopping rules say of a campaign; none stops it by itself.
    public List<Advice> stopping(long id, double tolerance) {
        var plan = store.get(id).plan();
        return CampaignLoop.optimizer(plan, experimenter(plan)).stopping(store.told(id), tolerance).stream()
                .map(Advice::of)
                .toList();
    }

    /// What a campaign's model has learned; empty before two results.
    public Optional<Learned> learned(long id) {
        var plan = store.get(id).plan();
        return CampaignLoop.optimizer(plan, experimenter(plan))
                .insight(store.told(id))
                .map(Learned::of);
    }

    private Optional<Best> best(long id, Optimizer.Best best) {
        return store.experiments(id).stream()
                .filter(e ->
                        e.value() != null && e.asked().equals(best.observation().recipe()))
                .min(Comparator.comparingDouble(e -> Math.abs(java.util.Objects.requireNonNull(e.value())
                        - best.observation().value())))
                .map(experiment -> new Best(
                        experiment, best.believed().mean(), best.believed().standardDeviation()));
    }

    /// The best experiment, and what the model believes of it.
    public record Best(SuggestedExperiment experiment, double predicted, double predictedSd) {}

    /// Ends all loops, for a shutdown.
    public void close() {
        threads.values().forEach(Thread::interrupt);
    }
}
