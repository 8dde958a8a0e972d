package org.agate.orchestrator.asktell;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.agate.optimizer.Aim;
import org.agate.optimizer.Goal;
import org.agate.orchestrator.web.Problem;
import org.jspecify.annotations.Nullable;

/// What is searched, as JSON has it.
///
/// @param type optimum, range, survey or border; what the others mean depends on it
/// @param goal of an optimum
/// @param low of a range
/// @param high of a range; like `low` when left out
/// @param level of a border
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AimForm(
        String type,
        @Nullable Goal goal,
        @Nullable Double low,
        @Nullable Double high,
        @Nullable Double level) {

    Aim aim() {
        return switch (String.valueOf(type)) {
            case "optimum" -> new Aim.Optimum(needed(goal, "goal"));
            case "range" -> new Aim.Range(needed(low, "low"), high == null ? needed(low, "low") : high);
            case "survey" -> new Aim.Survey();
            case "border" -> new Aim.Border(needed(level, "level"));
            default ->
                throw new Problem(
                        422,
                        "optimizer.aim.type",
                        "(%s) is no type of an aim.".formatted(type),
                        "Maybe optimum, range, survey or border.");
        };
    }

    private <T> T needed(@Nullable T value, String field) {
        if (value == null) {
            throw new Problem(
                    422,
                    "optimizer.aim.incomplete",
                    "An aim of type (%s) needs (%s).".formatted(type, field),
                    "Maybe see the tutorial.");
        }
        return value;
    }
}
