package org.agate.orchestrator.observation;

import java.util.List;
import java.util.Map;
import org.agate.optimizer.Goal;
import org.agate.optimizer.Observation;
import org.agate.optimizer.space.Recipe;
import org.agate.optimizer.space.SearchSpace;
import org.agate.vision.inference.Inference;

/// How a recipe becomes a run, and what the run left becomes a value of the objective with its standard deviation.
public sealed interface Assay permits CsPbBr3Assay, MixingAssay {

    SearchSpace space();

    Goal goal();

    /// The objective in words, with its unit.
    String objective();

    /// The workflow that makes and measures one sample.
    String workflow();

    /// The values of a run, quantities with units.
    Map<String, String> values(Recipe recipe);

    /// The standards that teach the camera before the campaign.
    StandardSeries standards();

    /// What the optimizer is told.
    ///
    /// @param outputs the variables that the run left
    /// @param share what vision measured
    Observation observe(Recipe recipe, Map<String, Object> outputs, Inference.Measured share);

    /// Samples of known composition.
    ///
    /// @param measures what the model will measure
    /// @param workflow that prepares and photographs one
    /// @param runs the values of each run
    record StandardSeries(String measures, String workflow, List<Map<String, String>> runs) {
        public StandardSeries {
            runs = List.copyOf(runs);
        }
    }
}
