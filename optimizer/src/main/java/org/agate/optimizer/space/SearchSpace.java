package org.agate.optimizer.space;

import java.util.HashSet;
import java.util.List;
import org.agate.optimizer.space.Constraint.Condition;
import org.agate.optimizer.space.Parameter.Categorical;

/// All that may be varied, and what must be obeyed.
public record SearchSpace(List<Parameter> parameters, List<Constraint> constraints) {

    public SearchSpace {
        parameters = List.copyOf(parameters);
        constraints = List.copyOf(constraints);
        SpaceInvalid.unless(
                !parameters.isEmpty(),
                "space.empty",
                "A search space needs a parameter.",
                "Maybe the list of inputs is empty.");
        var seen = new HashSet<String>();
        parameters.stream()
                .flatMap(parameter -> parameter.keys().stream())
                .forEach(key -> SpaceInvalid.unless(
                        seen.add(key),
                        "space.name.duplicate",
                        "Name (%s) stands twice.".formatted(key),
                        "Maybe rename one of them."));
        for (var constraint : constraints) {
            known(parameters, constraint);
        }
    }

    /// Without constraints.
    public SearchSpace(List<Parameter> parameters) {
        this(parameters, List.of());
    }

    private static void known(List<Parameter> parameters, Constraint constraint) {
        switch (constraint) {
            case Constraint.Linear linear ->
                linear.weights().keySet().forEach(key -> number(parameters, key, constraint));
            case Constraint.Exclude exclude ->
                exclude.together().forEach(condition -> known(parameters, condition, constraint));
            case Constraint.Requires requires -> {
                known(parameters, requires.when(), constraint);
                known(parameters, requires.then(), constraint);
            }
            case Constraint.Different different ->
                different.categories().forEach(key -> category(parameters, key, constraint));
            case Constraint.Shared shared ->
                SpaceInvalid.unless(
                        parameters.stream().anyMatch(each -> each.keys().contains(shared.parameter())),
                        "space.constraint.unknown-name",
                        "(%s) is in no parameter, but in (%s).".formatted(shared.parameter(), constraint),
                        "Maybe it is spelled otherwise.");
            case Constraint.Stock stock -> number(parameters, stock.key(), constraint);
            case Constraint.Known _ -> {}
        }
    }

    private static void known(List<Parameter> parameters, Condition condition, Constraint within) {
        switch (condition) {
            case Condition.Is is -> {
                var category = category(parameters, is.category(), within);
                SpaceInvalid.unless(
                        category.labels().containsAll(is.labels()),
                        "space.constraint.unknown-label",
                        "(%s) has labels %s, not all of %s.".formatted(is.category(), category.labels(), is.labels()),
                        "Maybe one is spelled otherwise.");
            }
            case Condition.Between between -> number(parameters, between.key(), within);
        }
    }

    private static void number(List<Parameter> parameters, String key, Constraint within) {
        SpaceInvalid.unless(
                parameters.stream()
                        .anyMatch(each ->
                                !(each instanceof Categorical) && each.keys().contains(key)),
                "space.constraint.unknown-name",
                "(%s) is no number of this space, but in (%s).".formatted(key, within),
                "Maybe it is spelled otherwise, or a category.");
    }

    private static Categorical category(List<Parameter> parameters, String key, Constraint within) {
        return parameters.stream()
                .filter(each -> each instanceof Categorical && each.name().equals(key))
                .map(Categorical.class::cast)
                .findFirst()
                .orElseThrow(() -> new SpaceInvalid(
                        "space.constraint.unknown-name",
                        "(%s) is no category of this space, but in (%s).".formatted(key, within),
                        "Maybe it is spelled otherwise, or a number."));
    }

    /// The names of a recipe, in the order of the parameters.
    public List<String> keys() {
        return parameters.stream()
                .flatMap(parameter -> parameter.keys().stream())
                .toList();
    }

    /// Parameters that all recipes of a batch share.
    public List<String> shared() {
        return constraints.stream()
                .filter(Constraint.Shared.class::isInstance)
                .map(constraint -> ((Constraint.Shared) constraint).parameter())
                .toList();
    }
}
