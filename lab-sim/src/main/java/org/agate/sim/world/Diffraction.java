package org.agate.sim.world;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;

/// A powder's diffraction pattern as a laboratory instrument with Cu Kα radiation records it.
///
/// Peak positions follow from the lattices (cubic or pseudo-cubic a = 4.295 Å for CsBr and 5.87 Å for CsPbBr3; main
/// lines of PbBr2 and Cs4PbBr6); intensities are rough. The instrument is biased, as real refinements are: it sees
/// 0.93 of the target's share and 0.9 of PbBr2's.
public final class Diffraction {

    private static final double START = 10;
    private static final double END = 60;
    private static final double STEP = 0.02;
    private static final double WIDTH = 0.08;
    private static final double SHARE_NOISE = 0.01;
    private static final double BACKGROUND_PER_MIN = 12;
    private static final double PEAK_PER_MIN = 250;

    private static final Map<Phase, List<Line>> LINES = new EnumMap<>(Map.of(
            Phase.CSBR, List.of(new Line(29.4, 1), new Line(20.7, 0.15), new Line(42.1, 0.3), new Line(52.4, 0.35)),
            Phase.PBBR2,
                    List.of(
                            new Line(18.6, 0.3),
                            new Line(21.6, 0.6),
                            new Line(23.7, 0.7),
                            new Line(29.0, 1),
                            new Line(37.5, 0.5)),
            Phase.CSPBBR3,
                    List.of(
                            new Line(15.1, 0.6),
                            new Line(21.5, 0.7),
                            new Line(30.5, 1),
                            new Line(34.2, 0.25),
                            new Line(37.6, 0.35),
                            new Line(43.7, 0.4)),
            Phase.CS4PBBR6,
                    List.of(
                            new Line(12.7, 0.6),
                            new Line(20.1, 0.35),
                            new Line(22.4, 0.7),
                            new Line(25.4, 0.6),
                            new Line(28.6, 0.8),
                            new Line(30.3, 1))));

    private record Line(double twoTheta, double intensity) {}

    private Diffraction() {}

    /// Two columns of text: 2θ in degrees and counts.
    ///
    /// @param minutes of the whole scan; counts grow with it
    public static String pattern(Charge charge, double minutes, RandomGenerator random) {
        var shares = recorded(charge, random);
        var text = new StringBuilder();
        for (double angle = START; angle <= END; angle += STEP) {
            double expected = BACKGROUND_PER_MIN * minutes * (1 + 20 / angle);
            for (var phase : Phase.values()) {
                for (var line : LINES.getOrDefault(phase, List.of())) {
                    double z = (angle - line.twoTheta()) / WIDTH;
                    expected += shares.getOrDefault(phase, 0.0)
                            * line.intensity()
                            * PEAK_PER_MIN
                            * minutes
                            * Math.exp(-z * z / 2);
                }
            }
            long counts = Math.max(0, Math.round(expected + Math.sqrt(expected) * random.nextGaussian()));
            text.append(String.format(Locale.ROOT, "%.2f %d\n", angle, counts));
        }
        return text.toString();
    }

    /// Mass shares as the instrument sees them: biased, noisy, adding up to one.
    static Map<Phase, Double> recorded(Charge charge, RandomGenerator random) {
        var shares = new EnumMap<Phase, Double>(Phase.class);
        double sum = 0;
        for (var phase : Phase.values()) {
            double bias = switch (phase) {
                case CSPBBR3 -> 0.93;
                case PBBR2 -> 0.9;
                case CSBR, CS4PBBR6 -> 1;
            };
            double share = Math.max(0, bias * charge.massShare(phase) + SHARE_NOISE * random.nextGaussian());
            shares.put(phase, share);
            sum += share;
        }
        double all = Math.max(1e-9, sum);
        shares.replaceAll((phase, share) -> share / all);
        return shares;
    }
}
