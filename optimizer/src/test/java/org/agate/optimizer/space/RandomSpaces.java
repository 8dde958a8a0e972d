package org.agate.optimizer.space;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.agate.optimizer.space.Constraint.Condition;
import org.agate.optimizer.space.Parameter.Categorical;
import org.agate.optimizer.space.Parameter.Component;
import org.agate.optimizer.space.Parameter.Continuous;
import org.agate.optimizer.space.Parameter.Mixture;
import org.agate.optimizer.space.Parameter.Ordinal;
import org.agate.optimizer.space.Parameter.Whole;

/// Search spaces by chance, with constraints that some recipe obeys: each is made around a recipe of its own.
public final class RandomSpaces {

    private final SplittableRandom random;

    public RandomSpaces(long seed) {
        random = new SplittableRandom(seed);
    }

    public SearchSpace next() {
        var parameters = new ArrayList<Parameter>();
        var values = new HashMap<String, Double>();
        var labels = new HashMap<String, String>();
        int numbers = 1 + random.nextInt(3);
        for (int i = 0; i < numbers; i++) {
            number("n" + i, parameters, values);
        }
        for (int i = 0; i < random.nextInt(3); i++) {
            var names = List.of("red", "green", "blue", "black").subList(0, 1 + random.nextInt(4));
            parameters.add(new Categorical("c" + i, names));
            labels.put("c" + i, names.get(random.nextInt(names.size())));
        }
        if (random.nextDouble() < 0.6) {
            mixture(parameters, values);
        }
        var constraints = new ArrayList<Constraint>();
        for (int i = 0; i < random.nextInt(3); i++) {
            constraints.add(linear(values));
        }
        if (!labels.isEmpty() && random.nextDouble() < 0.5) {
            constraints.add(exclude(values, labels));
        }
        if (random.nextDouble() < 0.3) {
            constraints.add(requires(values));
        }
        return new SearchSpace(parameters, constraints);
    }

    private void number(String name, List<Parameter> parameters, Map<String, Double> values) {
        double lower = 100 * random.nextDouble() - 50;
        switch (random.nextInt(4)) {
            case 0 -> {
                int from = random.nextInt(-5, 5);
                int to = from + random.nextInt(6);
                parameters.add(new Whole(name, "1", from, to));
                values.put(name, (double) random.nextInt(from, to + 1));
            }
            case 1 -> {
                var steps = List.of(1.0, 2.5, 7.0, 11.0).subList(0, 1 + random.nextInt(4));
                parameters.add(new Ordinal(name, "1", steps));
                values.put(name, steps.get(random.nextInt(steps.size())));
            }
            default -> {
                double upper = lower + (random.nextInt(8) == 0 ? 0 : 100 * random.nextDouble());
                parameters.add(new Continuous(name, "1", lower, upper));
                values.put(name, lower + (upper - lower) * random.nextDouble());
            }
        }
    }

    /// In steps, so that the recipe of its own stays exact.
    private void mixture(List<Parameter> parameters, Map<String, Double> values) {
        int m = 2 + random.nextInt(6);
        int most = 1 + random.nextInt(m);
        int units = 20 + random.nextInt(180);
        double step = random.nextBoolean() ? 0.5 : 0;
        int[] parts = new int[m];
        for (int unit = 0; unit < units; unit++) {
            parts[random.nextInt(most)]++;
        }
        var components = new ArrayList<Component>();
        for (int c = 0; c < m; c++) {
            double amount = parts[c] * 0.5;
            double lower = amount > 0 && random.nextInt(4) == 0 ? 0.5 * Math.floor(amount) : 0;
            double upper = random.nextInt(4) == 0 ? Math.max(amount, 0.5 * units * random.nextDouble()) : 0.5 * units;
            components.add(new Component("m" + c, Math.min(lower, upper), upper));
            values.put("m" + c, amount);
        }
        parameters.add(new Mixture("mixture", "mg", components, 0.5 * units, step, most));
    }

    private Constraint linear(Map<String, Double> values) {
        var weights = new HashMap<String, Double>();
        double sum = 0;
        for (var name : values.keySet().stream().sorted().toList()) {
            if (random.nextBoolean() || weights.isEmpty()) {
                double weight = random.nextInt(-3, 4) == 0 ? 1 : random.nextInt(1, 4) * (random.nextBoolean() ? 1 : -1);
                weights.put(name, weight);
                sum += weight * values.getOrDefault(name, 0.0);
            }
        }
        double slack = 5 * random.nextDouble();
        return random.nextBoolean()
                ? new Constraint.Linear(weights, Constraint.Relation.AT_MOST, sum + slack)
                : new Constraint.Linear(weights, Constraint.Relation.AT_LEAST, sum - slack);
    }

    private Constraint exclude(Map<String, Double> values, Map<String, String> labels) {
        var category = labels.keySet().stream().sorted().findFirst().orElseThrow();
        var label = labels.getOrDefault(category, "");
        var number = values.keySet().stream().sorted().findFirst().orElseThrow();
        double value = values.getOrDefault(number, 0.0);
        return new Constraint.Exclude(List.of(
                new Condition.Is(category, Set.of(label)), new Condition.Between(number, value + 1e-3, value + 20)));
    }

    private Constraint requires(Map<String, Double> values) {
        var names = values.keySet().stream().sorted().toList();
        var first = names.getFirst();
        var last = names.getLast();
        double one = values.getOrDefault(first, 0.0);
        double other = values.getOrDefault(last, 0.0);
        return new Constraint.Requires(
                new Condition.Between(first, one - 1, Double.POSITIVE_INFINITY),
                new Condition.Between(last, other - 3, other + 3));
    }
}
