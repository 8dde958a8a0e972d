package org.agate.vision.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SplittableRandom;
import org.agate.vision.inference.RatioModel;
import org.agate.vision.inference.RatioModel.Plan;
import org.agate.vision.inference.Standard;

/// How good a model gets with more photographs: error on heaps that it has not seen, by number of photographs.
public final class LearningCurve {

    private static final double JUDGED = 0.2;

    private LearningCurve() {}

    /// @param photographs that were learnt from
    /// @param mae mean absolute error of the first component on the others, percentage points
    public record Point(int photographs, double mae) {}

    /// A fifth of the heaps judges, the others teach; sizes that they do not suffice for are left out.
    public static List<Point> of(Plan plan, List<Standard> standards, List<Integer> sizes) {
        var heaps = new ArrayList<>(
                new LinkedHashSet<>(standards.stream().map(Standard::heap).toList()));
        var random = new SplittableRandom(plan.seed());
        for (int i = heaps.size() - 1; i > 0; i--) {
            java.util.Collections.swap(heaps, i, random.nextInt(i + 1));
        }
        var judging = new LinkedHashSet<>(heaps.subList(0, (int) Math.ceil(JUDGED * heaps.size())));
        var judges = standards.stream()
                .filter(standard -> judging.contains(standard.heap()))
                .toList();
        var teachers = heaps.stream()
                .filter(heap -> !judging.contains(heap))
                .flatMap(heap ->
                        standards.stream().filter(standard -> standard.heap().equals(heap)))
                .toList();
        var points = new ArrayList<Point>();
        for (int size : sizes) {
            if (size <= teachers.size()) {
                points.add(point(plan, teachers.subList(0, size), judges));
            }
        }
        return points;
    }

    private static Point point(Plan plan, List<Standard> teachers, List<Standard> judges) {
        var model = RatioModel.train(plan, teachers);
        double error = judges.stream()
                .mapToDouble(judge -> Math.abs(Math.clamp(model.shares(judge)[0], 0, 1)
                        - judge.shares().getFirst()))
                .average()
                .orElse(0);
        return new Point(teachers.size(), 100 * error);
    }

    /// What twice as many photographs may give, if the error goes on falling as between the last two points; the last
    /// error where it does not fall.
    public static double withTwiceAsMany(List<Point> curve) {
        var last = curve.getLast();
        if (curve.size() < 2) {
            return last.mae();
        }
        var before = curve.get(curve.size() - 2);
        double slope =
                Math.log(last.mae() / before.mae()) / Math.log((double) last.photographs() / before.photographs());
        return last.mae() * Math.pow(2, Math.clamp(slope, -0.5, 0));
    }
}
