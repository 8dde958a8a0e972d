package org.agate.vision.drift;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.agate.vision.VisionFault;
import org.agate.vision.drift.Check.Sign;
import org.agate.vision.drift.Check.Verdict;
import smile.stat.distribution.TDistribution;

/// Shewhart's limits and an exponentially weighted moving average (Roberts 1959, doi:10.1080/00401706.1959.10489860)
/// for each figure of a reference dish. The first checks are the baseline. Immutable.
public final class ControlChart {

    /// So many checks say what is usual.
    public static final int BASELINE = 10;

    /// So many quiet mornings of a hundred may raise an alarm, over all figures and signs.
    private static final double ALARMS = 0.01;

    private static final double WEIGHT = 0.25;
    private static final double LEAST_PART = 0.005;

    /// Deviations that are no news: a baseline may be quieter by chance. Shares 0 to 1, logarithms of light and
    /// focus.
    private static final Map<String, Double> FLOORS = Map.of(
            "share",
            0.003,
            "sharpness",
            0.02,
            "blue",
            0.01,
            "green",
            0.01,
            "red",
            0.01,
            "across",
            0.003,
            "down",
            0.003);

    private final List<Check> checks;

    /// @param checks oldest first
    public ControlChart(List<Check> checks) {
        this.checks = List.copyOf(checks);
    }

    public List<Check> checks() {
        return checks;
    }

    /// How many checks are missing before the chart says anything.
    public int missing() {
        return Math.max(0, BASELINE - checks.size());
    }

    /// What the last check says, figure by figure.
    ///
    /// @throws VisionFault `vision.chart.too-short` while the baseline is being taken
    public List<Verdict> verdicts() {
        if (missing() > 0) {
            throw new VisionFault(
                    "vision.chart.too-short",
                    "(%d) checks are no baseline of %d.".formatted(checks.size(), BASELINE),
                    "Maybe photograph the reference dish on some more mornings.");
        }
        var verdicts = new ArrayList<Verdict>();
        var names = new TreeSet<>(checks.getFirst().figures().keySet());
        // A deviation known from ten values has the tails of Student's distribution; each figure has two signs, both
        // ways.
        double limit = new TDistribution(BASELINE - 1).quantile(1 - ALARMS / (names.size() * Sign.values().length * 2));
        for (var name : names) {
            verdicts.add(verdict(name, limit));
        }
        return verdicts;
    }

    private Verdict verdict(String name, double limit) {
        double centre = checks.stream()
                .limit(BASELINE)
                .mapToDouble(check -> check.figure(name))
                .average()
                .orElseThrow();
        double squares = checks.stream()
                .limit(BASELINE)
                .mapToDouble(check -> Math.pow(check.figure(name) - centre, 2))
                .sum();
        double deviation =
                Math.max(Math.sqrt(squares / (BASELINE - 1)), FLOORS.getOrDefault(name, LEAST_PART * Math.abs(centre)));
        double average = centre;
        for (var check : checks.subList(BASELINE, checks.size())) {
            average += WEIGHT * (check.figure(name) - average);
        }
        double value = checks.getLast().figure(name);
        var signs = new ArrayList<Sign>();
        // A few values know their centre only so well.
        double known = Math.sqrt(1 + 1.0 / BASELINE);
        if (Math.abs(value - centre) > limit * known * deviation) {
            signs.add(Sign.JUMP);
        }
        double narrow = Math.sqrt(WEIGHT / (2 - WEIGHT) + 1.0 / BASELINE);
        if (Math.abs(average - centre) > limit * narrow * deviation) {
            signs.add(Sign.TREND);
        }
        return new Verdict(name, value, centre, deviation, signs);
    }
}
