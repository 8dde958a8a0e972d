package org.agate.orchestrator.asktell;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.agate.optimizer.Acquisition;
import org.agate.optimizer.Cost;
import org.agate.optimizer.Goal;
import org.agate.orchestrator.web.Problem;
import org.jspecify.annotations.Nullable;

/// What an optimizer is to search.
///
/// One of goal, target and aim says what is searched.
///
/// @param target a value that is to be reached: neither more nor less is better
/// @param aim a range, a survey or a border
/// @param acquisition of an optimum; expected improvement when left out
/// @param cost that gains are weighed against
/// @param initial points of the design before the model; 6 when left out
/// @param seed same seed and data, same suggestions; 1 when left out
/// @param version of a document that another optimizer gave, 1; the fields behind it restore what it knows
public record Opening(
        List<ParameterForm> parameters,
        @Nullable List<ConstraintForm> constraints,
        @Nullable Goal goal,
        @Nullable Double target,
        @Nullable AimForm aim,
        @Nullable Acquisition acquisition,
        @Nullable Cost cost,
        @Nullable Integer initial,
        @Nullable Long seed,
        @Nullable Integer version,
        @Nullable List<OptimizerDocument.Told> observations,
        @Nullable List<Map<String, Object>> failures,
        @Nullable List<OptimizerDocument.Asked> pending,
        @Nullable List<Map<String, Object>> vetoed,
        @Nullable Integer next) {

    private static final int USUAL_INITIAL = 6;

    /// The optimizer that is asked for, checked.
    ///
    /// @throws Problem 422 for what is missing or cannot be restored
    OptimizerDocument document() {
        if (parameters == null
                || Stream.of(goal, target, aim).filter(Objects::nonNull).count() != 1) {
            throw incomplete();
        }
        if (version != null && version != OptimizerDocument.VERSION) {
            throw new Problem(
                    422,
                    "optimizer.version",
                    "A document of version (%d) cannot be read.".formatted(version),
                    "Maybe it was written by a newer Agate.");
        }
        var document = new OptimizerDocument(
                OptimizerDocument.VERSION,
                parameters,
                orNone(constraints),
                goal,
                target,
                aim,
                acquisition,
                cost,
                initial == null ? USUAL_INITIAL : initial,
                seed == null ? 1 : seed,
                orNone(observations),
                orNone(failures),
                orNone(pending),
                orNone(vetoed),
                next == null ? 0 : next);
        document.requireUsable();
        return document;
    }

    static Problem incomplete() {
        return new Problem(
                422,
                "optimizer.incomplete",
                "An optimizer needs (parameters) and one of (goal), MAXIMIZE or MINIMIZE, (target) and (aim).",
                "Maybe see the tutorial.");
    }

    private static <T> List<T> orNone(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
