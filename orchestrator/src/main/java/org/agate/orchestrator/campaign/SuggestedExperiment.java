package org.agate.orchestrator.campaign;

import java.time.Instant;
import java.util.Map;
import org.agate.optimizer.space.Recipe;
import org.jspecify.annotations.Nullable;

/// A suggestion and what became of it.
///
/// @param number counts from one within the campaign, in the order asked: what people call the experiment
/// @param recipe values by parameter name
/// @param predictedMean what the model expected; null while there was none
/// @param state RUNNING, MEASURED, FAILED (by its recipe) or LOST (by a device, a person or a stop)
/// @param outcome why it failed; empty otherwise
/// @param value of the objective; null until measured
/// @param standardDeviation of `value`; null until measured
/// @param order in which it was told, from zero; null until measured
public record SuggestedExperiment(
        long id,
        long campaign,
        int number,
        Map<String, Object> recipe,
        @Nullable Double predictedMean,
        @Nullable Double predictedSd,
        String reason,
        String state,
        String outcome,
        @Nullable String sample,
        @Nullable Double value,
        @Nullable Double standardDeviation,
        @Nullable Integer order,
        Instant created,
        @Nullable Instant ended) {

    /// The recipe as the optimizer knows it.
    Recipe asked() {
        return Recipe.of(recipe);
    }
}
