package org.agate.optimizer.acquisition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.agate.optimizer.design.EvenPoints;
import org.agate.optimizer.numeric.BoundedQuasiNewton;
import org.agate.optimizer.numeric.SpectralProjectedGradient;
import org.agate.optimizer.numeric.SpectralProjectedGradient.Minimum;
import org.agate.optimizer.space.Domain;
import org.agate.optimizer.space.Region;
import org.agate.optimizer.space.SpaceInvalid;

/// Finds the exactly feasible point that a criterion likes best: an even spread and neighbours of good recipes first,
/// climbs within the regions of the best of them, then steps and labels until no neighbour is better.
public final class Search {

    private static final int EVEN = 384;
    private static final int AROUND = 16;
    private static final int CLIMBS = 6;
    private static final int STEPS = 50;
    private static final int ROUNDS = 20;
    private static final int DRAWS = 50;
    private static final double[] BACK = {0, 0.02, 0.1, 0.3, 0.6, 1};
    private static final double[] SIZES = {0.02, 0.06, 0.2};

    private final Domain domain;
    private final SplittableRandom random;
    private final boolean sparing;

    /// @param sparing look at fewer points, because each look is dear
    public Search(Domain domain, boolean sparing, long seed) {
        this.domain = domain;
        this.sparing = sparing;
        this.random = new SplittableRandom(seed);
    }

    /// An exactly feasible point and what the criterion says of it.
    public record Found(double[] point, double value) {}

    /// @param good points to look around, such as the best measured
    /// @param wanted what a point must be beside feasible
    /// @return the best few, the best first
    public List<Found> best(Criterion criterion, List<double[]> good, Predicate<double[]> wanted) {
        var raw = raw(good).stream()
                .map(point -> new Minimum(point, -criterion.value(domain.features(point))))
                .sorted(Comparator.comparingDouble(Minimum::value))
                .toList();
        var found = new ArrayList<Found>();
        for (var start : raw.subList(0, sparing ? CLIMBS / 2 : CLIMBS)) {
            var region = domain.region(start.point());
            nearest(climb(criterion, region, start.point()), start.point(), region, wanted)
                    .ifPresent(point -> found.add(new Found(point, criterion.value(domain.features(point)))));
        }
        // Where every climb ends at what is not wanted, the best of the rest is taken.
        for (int i = 0; i < raw.size() && found.isEmpty(); i++) {
            double[] start = raw.get(i).point();
            domain.exact(start, domain.region(start))
                    .filter(wanted)
                    .ifPresent(point -> found.add(new Found(point, criterion.value(domain.features(point)))));
        }
        for (int draw = 0; draw < DRAWS && found.isEmpty(); draw++) {
            double[] point = domain.draw(uniform(), random, wanted);
            found.add(new Found(point, criterion.value(domain.features(point))));
        }
        found.sort(Comparator.comparingDouble(each -> -each.value()));
        if (domain.hasGrid()) {
            found.replaceAll(each -> walk(each, wanted, point -> criterion.value(domain.features(point))));
            found.sort(Comparator.comparingDouble(each -> -each.value()));
        }
        return found;
    }

    /// The exactly feasible and wanted point that is nearest to the top, on the way back to the start.
    private Optional<double[]> nearest(double[] top, double[] start, Region region, Predicate<double[]> wanted) {
        for (double back : BACK) {
            double[] point = new double[top.length];
            Arrays.setAll(point, j -> top[j] + back * (start[j] - top[j]));
            var exact = domain.exact(point, region).filter(wanted);
            if (exact.isPresent()) {
                return exact;
            }
        }
        return Optional.empty();
    }

    private double[] uniform() {
        double[] uniform = new double[domain.dimension()];
        Arrays.setAll(uniform, j -> random.nextDouble());
        return uniform;
    }

    private List<double[]> raw(List<double[]> good) {
        var raw = new ArrayList<double[]>();
        var even = new EvenPoints(domain.dimension(), random.nextLong());
        for (int i = 0; i < (sparing ? EVEN / 3 : EVEN); i++) {
            raw.add(domain.spread(even.point(i), random));
        }
        for (var point : good) {
            for (double size : SIZES) {
                for (int i = 0; i < (sparing ? AROUND / 4 : AROUND); i++) {
                    raw.add(domain.near(point, size, random));
                }
            }
        }
        return raw;
    }

    private double[] climb(Criterion criterion, Region region, double[] start) {
        int d = start.length;
        SpectralProjectedGradient.Differentiable descent = (x, gradient) -> {
            double[] features = domain.features(x);
            double[] slope = features == x ? gradient : new double[features.length];
            double value = criterion.value(features, slope);
            for (int j = 0; j < d; j++) {
                gradient[j] = -slope[j];
            }
            return -value;
        };
        if (!region.isBox()) {
            return new SpectralProjectedGradient(STEPS, 1e-6)
                    .minimize(descent, region::project, start)
                    .point();
        }
        double[] lower = new double[d];
        double[] upper = new double[d];
        Arrays.setAll(lower, region::lower);
        Arrays.setAll(upper, region::upper);
        return new BoundedQuasiNewton(lower, upper, STEPS, 1e-5)
                .minimize(descent, start)
                .point();
    }

    /// From neighbour to neighbour while one is better.
    private Found walk(Found from, Predicate<double[]> wanted, ToDoubleFunction<double[]> worth) {
        var at = from;
        for (int round = 0; round < ROUNDS; round++) {
            var here = at;
            var better = domain.neighbours(here.point()).stream()
                    .filter(wanted)
                    .map(point -> new Found(point, worth.applyAsDouble(point)))
                    .filter(next -> next.value() > here.value())
                    .max(Comparator.comparingDouble(Found::value));
            if (better.isEmpty()) {
                return at;
            }
            at = better.get();
        }
        return at;
    }

    /// @throws SpaceInvalid `space.nothing-found` when no point is feasible and wanted
    public Found one(Criterion criterion, List<double[]> good, Predicate<double[]> wanted) {
        return best(criterion, good, wanted).getFirst();
    }
}
