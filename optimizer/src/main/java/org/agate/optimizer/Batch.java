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
import org.agate.optimizer.space.SpaceInvalid;

/// Experiments that are made together: chosen one after the other, each believing the ones before it to be under way.
///
/// The first chooses what all must share; stock that it takes is not there for the others.
final class Batch {

    private static final double ROUNDING = 1e-9;

    private final Domain domain;
    private final Optimizer optimizer;

    Batch(Domain domain, Optimizer optimizer) {
        this.domain = domain;
        this.optimizer = optimizer;
    }

    /// As many as asked for, or fewer when what is shared or in stock does not suffice for more; at least one.
    List<Suggestion> ask(Experiments experiments, int count) {
        var suggestions = new ArrayList<Suggestion>();
        var known = experiments;
        for (int i = 0; i < count; i++) {
            Suggestion suggestion;
            try {
                var within = i == 0 && count == 1 ? domain : new Domain(rest(suggestions, count - i - 1));
                suggestion = optimizer.ask(known, within);
            } catch (SpaceInvalid e) {
                if (suggestions.isEmpty()) {
                    throw e;
                }
                break;
            }
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
    ///
    /// @param following how many come after it: the least that each needs of a stock is kept for them
    private SearchSpace rest(List<Suggestion> taken, int following) {
        var space = domain.space();
        var constraints = new ArrayList<Constraint>();
        for (var constraint : space.constraints()) {
            if (constraint instanceof Constraint.Stock(var key, var amount)) {
                double left = amount - used(key, taken) - following * domain.least(key);
                constraints.add(new Constraint.Stock(key, Math.max(0, left + ROUNDING * amount)));
            } else {
                constraints.add(constraint);
            }
        }
        if (taken.isEmpty()) {
            return new SearchSpace(space.parameters(), constraints);
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
