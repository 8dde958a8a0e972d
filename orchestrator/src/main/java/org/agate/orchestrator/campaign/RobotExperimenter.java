package org.agate.orchestrator.campaign;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
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
import org.jspecify.annotations.Nullable;

/// The laboratory: a run per recipe, photographs, and a model taught by standards that says what they show.
final class RobotExperimenter implements Experimenter {

    private static final int RETAKES = 2;

    private final Assay assay;
    private final Bench bench;
    private @Nullable RatioModel model;

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
    public void prepare(Campaign campaign) throws InterruptedException {
        bench.awaitRack();
        bench.runner().bringStraysHome();
        var taught = bench.calibration().model(campaign, assay.standards());
        bench.store().taught(campaign.id(), taught.card().version());
        model = taught;
    }

    @Override
    public Suggestion ask(Optimizer optimizer, Experiments experiments) {
        return optimizer.ask(experiments);
    }

    @Override
    public boolean exhausted(Experiments experiments) {
        return false;
    }

    @Override
    public CompletableFuture<Result> perform(Campaign campaign, SuggestedExperiment experiment, Recipe recipe) {
        var sample = bench.samples()
                .create(campaign.id(), "experiment", bench.board().rack());
        bench.store().begun(experiment.id(), sample.id());
        return bench.runner()
                .start(sample, assay.workflow(), assay.values(recipe))
                .thenCompose(outcome -> switch (outcome) {
                    case RunOutcome.Succeeded succeeded ->
                        look(sample, recipe, succeeded.outputs(), succeeded.outputs(), succeeded.run(), RETAKES);
                    case RunOutcome.Failed failed -> failure(failed.reason());
                })
                .exceptionally(trouble -> new Result.Failed(String.valueOf(trouble.getMessage())));
    }

    /// Measures the photographs; when all are refused, has the powder spread again and takes new ones.
    private CompletableFuture<Result> look(
            Sample sample,
            Recipe recipe,
            Map<String, Object> outputs,
            Map<String, Object> newest,
            WorkflowRun run,
            int retakes) {
        var hashes = Outputs.photographs(newest);
        var inference = java.util.Objects.requireNonNull(model).infer(bench.photographs(hashes));
        bench.samples().captured(sample.id(), run.id(), hashes, inference);
        return switch (inference) {
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
            case Inference.Refused refused
            when retakes > 0 -> {
                bench.refused(sample, refused);
                yield bench.runner().start(sample, "photograph-again", Map.of()).thenCompose(again -> switch (again) {
                    case RunOutcome.Succeeded succeeded ->
                        look(sample, recipe, outputs, succeeded.outputs(), succeeded.run(), retakes - 1);
                    case RunOutcome.Failed failed -> failure(failed.reason());
                });
            }
            case Inference.Refused refused -> {
                bench.refused(sample, refused);
                yield failure("every photograph was refused: " + refused.defects());
            }
        };
    }

    private static CompletableFuture<Result> failure(String why) {
        return CompletableFuture.completedFuture(new Result.Failed(why));
    }
}
