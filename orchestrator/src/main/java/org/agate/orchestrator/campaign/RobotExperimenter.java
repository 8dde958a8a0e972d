package org.agate.orchestrator.campaign;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.agate.optimizer.Experiments;
import org.agate.optimizer.Goal;
import org.agate.optimizer.Optimizer;
import org.agate.optimizer.Suggestion;
import org.agate.optimizer.space.Recipe;
import org.agate.optimizer.space.SearchSpace;
import org.agate.orchestrator.observation.Assay;
import org.agate.orchestrator.observation.Outputs;
import org.agate.orchestrator.run.RunOutcome;
import org.agate.orchestrator.run.WorkflowRun;
import org.agate.orchestrator.sample.Sample;
import org.agate.vision.inference.Inference;
import org.agate.vision.inference.RatioModel;
import org.agate.vision.quality.Defect;
import org.jspecify.annotations.Nullable;

/// The laboratory: a run per recipe, photographs, and a model taught by standards that says what they show.
final class RobotExperimenter implements Experimenter {

    private static final int RETAKES = 2;
    private static final String RETAKE = "photograph-again";
    private static final String ASK = "ask-and-photograph";

    private final Assay assay;
    private final Bench bench;
    private @Nullable RatioModel model;
    private HoldGate gate = new HoldGate();

    RobotExperimenter(Assay assay, Bench bench) {
        this.assay = assay;
        this.bench = bench;
    }

    @Override
    public SearchSpace space() {
        return assay.space();
    }

    @Override
    public Goal goal() {
        return assay.goal();
    }

    @Override
    public String objective() {
        return assay.objective();
    }

    @Override
    public void prepare(Campaign campaign, HoldGate gate) throws InterruptedException {
        this.gate = gate;
        bench.awaitLaboratory(campaign, List.of(assay.standards().workflow(), assay.workflow()));
        gate.pass();
        bench.runner().bringStraysHome().join();
        var taught = bench.calibration().model(campaign, assay.standards(), gate);
        bench.store().keep(new CampaignFact.Taught(campaign.id(), taught.card().version()));
        model = taught;
    }

    @Override
    public Suggestion ask(Optimizer optimizer, Experiments experiments) {
        return optimizer.ask(experiments);
    }

    @Override
    public Optional<String> objection(Recipe recipe) {
        return bench.runner().objection(assay.workflow(), assay.values(recipe));
    }

    @Override
    public boolean exhausted(Experiments experiments) {
        return false;
    }

    @Override
    public CompletableFuture<Result> perform(Campaign campaign, SuggestedExperiment experiment, Recipe recipe) {
        var known = experiment.sample();
        if (known == null) {
            return bench.places().later(campaign.id(), "experiment").thenCompose(vial -> {
                bench.store().keep(new CampaignFact.Begun(campaign.id(), experiment.id(), vial.id()));
                return perform(vial, recipe);
            });
        }
        return bench.samples()
                .find(known)
                .map(vial -> perform(vial, recipe))
                .orElseGet(() -> lost("sample (%s) is not there".formatted(known)));
    }

    private CompletableFuture<Result> perform(Sample vial, Recipe recipe) {
        return bench.runner()
                .first(vial.id(), assay.workflow())
                .map(CompletableFuture::completedFuture)
                // A campaign that is held begins nothing, also when its vial or the server came late.
                .orElseGet(() -> gate.open()
                        .thenApply(open -> bench.runner().start(vial, assay.workflow(), assay.values(recipe))))
                .thenCompose(run -> bench.runner().outcome(run.id()))
                .thenCompose(outcome -> switch (outcome) {
                    case RunOutcome.Succeeded succeeded -> look(vial, recipe, succeeded.outputs(), succeeded, 0);
                    case RunOutcome.Failed failed -> undone(failed);
                })
                .exceptionally(trouble -> new Result.Lost(String.valueOf(trouble.getMessage())));
    }

    /// Measures the photographs. When all are refused new ones are taken, twice; then a person is asked, and this
    /// sample waits while the others go on.
    ///
    /// @param outputs of the run that made the sample
    /// @param newest the run that photographed it last
    /// @param retake how often it was photographed again
    private CompletableFuture<Result> look(
            Sample sample, Recipe recipe, Map<String, Object> outputs, RunOutcome.Succeeded newest, int retake) {
        var hashes = Outputs.photographs(newest.outputs());
        var explained = Objects.requireNonNull(model).explain(bench.photographs(hashes));
        bench.samples().captured(sample.id(), newest.run().id(), hashes, explained, bench.keep(explained.overlays()));
        return switch (explained.inference()) {
            case Inference.Measured share -> {
                var observation = assay.observe(recipe, outputs, share);
                yield CompletableFuture.completedFuture(new Result.Measured(
                        observation,
                        "share %.3f ± %.3f from %d photographs by %s"
                                .formatted(
                                        share.share(),
                                        share.standardDeviation(),
                                        share.shots(),
                                        share.modelVersion())));
            }
            case Inference.Refused refused ->
                bench.runner().outcome(again(sample, retake, refused).id()).thenCompose(outcome -> switch (outcome) {
                    case RunOutcome.Succeeded succeeded ->
                        afterRetake(sample, recipe, outputs, succeeded, retake + 1, refused);
                    case RunOutcome.Failed failed -> lost(failed.reason());
                });
        };
    }

    private CompletableFuture<Result> afterRetake(
            Sample sample,
            Recipe recipe,
            Map<String, Object> outputs,
            RunOutcome.Succeeded newest,
            int retake,
            Inference.Refused refused) {
        return Outputs.photographs(newest.outputs()).isEmpty()
                ? lost("no photograph could be measured, and the sample was given up: " + names(refused))
                : look(sample, recipe, outputs, newest, retake);
    }

    /// The retake of that number, one that an earlier start had begun or a new one: by robots first, then by a person.
    private WorkflowRun again(Sample sample, int retake, Inference.Refused refused) {
        boolean byRobots = retake < RETAKES;
        var workflow = byRobots ? RETAKE : ASK;
        return bench.runner().of(sample.id()).stream()
                .filter(run -> run.workflow().equals(workflow))
                .skip(byRobots ? retake : retake - RETAKES)
                .findFirst()
                .orElseGet(() -> bench.runner()
                        .start(
                                sample,
                                workflow,
                                byRobots ? spreading(refused) : Map.of("reasons", Defect.words(refused.defects()))));
    }

    /// The powder is spread again where another surface may be a better one: that is the workflow's preset.
    private static Map<String, String> spreading(Inference.Refused refused) {
        return refused.defects().stream().anyMatch(defect -> defect.kind() == Defect.Remedy.RESPREAD)
                ? Map.of()
                : Map.of("spread", "no");
    }

    private static String names(Inference.Refused refused) {
        return refused.defects().stream().map(Enum::name).sorted().collect(Collectors.joining(", "));
    }

    /// Only what the sample itself did says anything about its recipe.
    private CompletableFuture<Result> undone(RunOutcome.Failed failed) {
        return bench.isOfTheSample(failed.run())
                ? CompletableFuture.completedFuture(new Result.Failed(failed.reason()))
                : lost(failed.reason());
    }

    private static CompletableFuture<Result> lost(String why) {
        return CompletableFuture.completedFuture(new Result.Lost(why));
    }
}
