package org.agate.optimizer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.agate.optimizer.space.Constraint;
import org.agate.optimizer.space.Constraint.Linear;
import org.agate.optimizer.space.Domain;
import org.agate.optimizer.space.Parameter;
import org.agate.optimizer.space.Recipe;
import org.agate.optimizer.space.SearchSpace;

/// Experiments that are made together: chosen one after the other, each believing the ones before it to be under way.
///
/// The first chooses what all must share; stock that it takes is not there for the others.
final class Batch {

    private final Domain domain;
    private final Optimizer optimizer;

    Batch(Domain domain, Optimizer optimizer) {
        this.domain = domain;
        this.optimizer = optimizer;
    }

    List<Suggestion> ask(Experiments experiments, int count) {
        var suggestions = new ArrayList<Suggestion>();
        var known = experiments;
        for (int i = 0; i < count; i++) {
            var within = i == 0 ? domain : new Domain(rest(suggestions));
            var suggestion = optimizer.ask(known, within);
            if (i > 0) {
                suggestion = suggestion.of(
                        aligned(suggestion.recipe(), suggestions.getFirst().recipe()));
            }
            suggestions.add(suggestion);
            known = known.await(suggestion.recipe());
        }
        return List.copyOf(suggestions);
    }

    /// What is shared is the very same number, without the rounding of a search.
    private Recipe aligned(Recipe recipe, Recipe first) {
        var values = new LinkedHashMap<>(recipe.values());
        domain.space().shared().forEach(name -> values.computeIfPresent(name, (key, value) -> first.value(key)));
        return new Recipe(values, recipe.labels());
    }

    /// The space that is left for the next of a batch.
    private SearchSpace rest(List<Suggestion> taken) {
        var space = domain.space();
        var constraints = new ArrayList<Constraint>();
        for (var constraint : space.constraints()) {
            constraints.add(
                    constraint instanceof Constraint.Stock(var key, var amount)
                            ? new Constraint.Stock(key, Math.max(0, amount - used(key, taken)))
                            : constraint);
        }
        var first = taken.getFirst().recipe();
        for (var name : space.shared()) {
            boolean category = space.parameters().stream()
                    .anyMatch(each ->
                            each instanceof Parameter.Categorical && each.name().equals(name));
            constraints.add(
                    category
                            ? new Constraint.Requires(
                                    new Constraint.Condition.Is(name, labels(name)),
                                    new Constraint.Condition.Is(name, java.util.Set.of(first.label(name))))
                            : new Linear(java.util.Map.of(name, 1.0), Constraint.Relation.EQUAL, first.value(name)));
        }
        return new SearchSpace(space.parameters(), constraints);
    }

    private java.util.Set<String> labels(String name) {
        return domain.space().parameters().stream()
                .filter(each -> each.name().equals(name))
                .map(each -> java.util.Set.copyOf(((Parameter.Categorical) each).labels()))
                .findFirst()
                .orElseThrow();
    }

    private static double used(String key, List<Suggestion> taken) {
        return taken.stream()
                .mapToDouble(suggestion -> suggestion.recipe().value(key))
                .sum();
    }
}
