package org.agate.optimizer.design;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.agate.optimizer.space.Domain;
import org.agate.optimizer.space.Recipe;

/// Exactly feasible points that a design may choose from, each once.
final class CandidateSet {

    private CandidateSet() {}

    /// Beside the even ones as many at corners and on borders, where linear models learn most.
    static List<double[]> withCorners(Domain domain, int most, long seed) {
        var random = new SplittableRandom(seed + 1);
        var seen = new java.util.LinkedHashMap<Recipe, double[]>();
        of(domain, most / 2, seed).forEach(point -> seen.put(domain.recipe(point), point));
        boolean[] categories = domain.categories();
        for (int i = 0; i < most / 2; i++) {
            double[] far = domain.spread(random.doubles(domain.dimension()).toArray(), random);
            for (int j = 0; j < far.length; j++) {
                if (!categories[j]) {
                    far[j] = far[j] + (random.nextBoolean() ? 3 : -3) * random.nextInt(2);
                }
            }
            domain.exact(far, domain.region(far)).ifPresent(point -> seen.putIfAbsent(domain.recipe(point), point));
        }
        return new ArrayList<>(seen.values());
    }

    /// @param most how many; a countable space may have fewer
    static List<double[]> of(Domain domain, int most, long seed) {
        var random = new SplittableRandom(seed);
        var even = new EvenPoints(domain.dimension(), seed);
        var seen = new java.util.LinkedHashMap<Recipe, double[]>();
        for (int i = 0; i < 2 * most && seen.size() < most; i++) {
            double[] point = domain.draw(even.point(i), random, each -> true);
            seen.putIfAbsent(domain.recipe(point), point);
        }
        return new ArrayList<>(seen.values());
    }
}
