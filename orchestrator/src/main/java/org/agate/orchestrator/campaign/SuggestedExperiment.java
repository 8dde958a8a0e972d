package org.agate.orchestrator.campaign;

import java.time.Instant;
import java.util.Map;
import org.agate.optimizer.space.Recipe;
import org.jspecify.annotations.Nullable;

/// A suggestion and what became of it.
///
/// @param number counts from zero within the campaign
/// @param recipe values by parameter name
/// @param predictedMean what the model expected; null while there was none
/// @param state RUNNING, MEASURED or FAILED
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
        var values = new java.util.LinkedHashMap<String, Double>();
        var labels = new java.util.LinkedHashMap<String, String>();
        recipe.forEach((name, value) -> {
            if (value instanceof Number number) {
                values.put(name, number.doubleValue());
            } else {
                labels.put(name, String.valueOf(value));
            }
        });
        return new Recipe(values, labels);
    }

    /// A recipe as it is kept: numbers and labels by name.
    static Map<String, Object> named(Recipe asked) {
        var named = new java.util.LinkedHashMap<String, Object>(asked.values());
        named.putAll(asked.labels());
        return named;
    }
}
