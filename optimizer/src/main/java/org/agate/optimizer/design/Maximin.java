package org.agate.optimizer.design;

import java.util.ArrayList;
import java.util.List;
import org.agate.optimizer.space.Domain;
import org.agate.optimizer.space.Recipe;

/// Recipes that keep away from each other: the smallest distance between two is made large (Johnson, Moore, Ylvisaker
/// 1990, 10.1016/0378-3758(90)90122-B), under all constraints, by choosing greedily and then swapping.
public final class Maximin {

    private static final int CANDIDATES_EACH = 30;
    private static final int ROUNDS = 5;

    private Maximin() {}

    /// So many recipes; fewer only where there are no more.
    public static List<Recipe> of(Domain domain, int count, long seed) {
        var candidates = CandidateSet.of(domain, CANDIDATES_EACH * count, seed);
        var chosen = new ArrayList<double[]>();
        while (chosen.size() < Math.min(count, candidates.size())) {
            chosen.add(farthest(domain, candidates, chosen, -1));
        }
        for (int round = 0; round < ROUNDS; round++) {
            boolean better = false;
            for (int i = 0; i < chosen.size(); i++) {
                double[] swap = farthest(domain, candidates, chosen, i);
                if (nearest(domain, swap, chosen, i) > nearest(domain, chosen.get(i), chosen, i) + 1e-12) {
                    chosen.set(i, swap);
                    better = true;
                }
            }
            if (!better) {
                break;
            }
        }
        return chosen.stream().map(domain::recipe).toList();
    }

    /// The smallest distance between two of some recipes.
    public static double distance(Domain domain, List<Recipe> recipes) {
        var points = recipes.stream().map(domain::point).toList();
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < points.size(); i++) {
            least = Math.min(least, nearest(domain, points.get(i), points, i));
        }
        return least;
    }

    private static double[] farthest(Domain domain, List<double[]> candidates, List<double[]> chosen, int without) {
        double[] best = candidates.getFirst();
        double most = Double.NEGATIVE_INFINITY;
        for (var candidate : candidates) {
            double distance = nearest(domain, candidate, chosen, without);
            if (distance > most) {
                most = distance;
                best = candidate;
            }
        }
        return best;
    }

    private static double nearest(Domain domain, double[] point, List<double[]> chosen, int without) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < chosen.size(); i++) {
            if (i != without) {
                least = Math.min(least, domain.distance(point, chosen.get(i)));
            }
        }
        return chosen.isEmpty() ? 0 : least;
    }
}
