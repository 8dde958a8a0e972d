package org.agate.orchestrator.asktell;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.agate.optimizer.stopping.StopAdvice;
import org.jspecify.annotations.Nullable;

/// What a stopping rule says, as JSON has it.
///
/// @param value null when the rule has too few results for a number
/// @param threshold null like the value
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Advice(
        String rule,
        boolean stop,
        @Nullable Double value,
        @Nullable Double threshold,
        String reason) {

    public static Advice of(StopAdvice advice) {
        boolean known = Double.isFinite(advice.value());
        return new Advice(
                advice.rule(),
                advice.stop(),
                known ? advice.value() : null,
                known ? advice.threshold() : null,
                advice.reason());
    }
}
