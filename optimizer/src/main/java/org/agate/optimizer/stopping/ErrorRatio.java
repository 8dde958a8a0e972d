package org.agate.optimizer.stopping;

import java.util.Arrays;

/// For measurements that are to learn a whole curve: stops when a result moves what is believed by a small part of what
/// the most telling result did (Ishibashi & Hino 2020, proceedings.mlr.press/v108/ishibashi20a.html).
///
/// The change of an expected error between 0 and 1 is at most e^λ - 1, λ = 1 + W((KL - 1)/e), KL the divergence between
/// successive posteriors and W Lambert's function: the best choice of λ in E_p ≤ (KL + ln E_q e^{λ·error})/λ.
public final class ErrorRatio {

    private static final String NAME = "error ratio";
    private static final int FEWEST = 4;
    private static final double SMALL = 0.05;

    private ErrorRatio() {}

    /// The advice after the last result.
    public static StopAdvice look(Situation situation) {
        int n = situation.measured().size();
        if (n < FEWEST) {
            return StopAdvice.tooEarly(NAME, n, FEWEST);
        }
        double[] bounds = Arrays.stream(situation.model().divergences())
                .map(ErrorRatio::bound)
                .toArray();
        double most = Arrays.stream(bounds).max().orElseThrow();
        double ratio = most > 0 ? bounds[n - 1] / most : 0;
        return new StopAdvice(
                NAME,
                ratio <= SMALL,
                ratio,
                SMALL,
                "The last result may change the error by %.2g of what the most telling one did; %.2g is little."
                        .formatted(ratio, SMALL));
    }

    /// How much an expected error can change with a divergence.
    static double bound(double divergence) {
        return Math.expm1(1 + lambert((divergence - 1) / Math.E));
    }

    /// The principal branch of w e^w = x for x ≥ -1/e, by Halley's method (10.1007/BF02124750).
    static double lambert(double x) {
        double gap = Math.max(0, 2 * (Math.E * x + 1));
        double w = x < 1 ? -1 + Math.sqrt(gap) - gap / 3 : Math.log(x + 1) * 0.8;
        for (int i = 0; i < 50; i++) {
            double e = Math.exp(w);
            double off = w * e - x;
            double step = w <= -1 + 1e-9 ? 0 : off / (e * (w + 1) - (w + 2) * off / (2 * w + 2));
            w -= step;
            if (Math.abs(step) <= 1e-14 * (1 + Math.abs(w))) {
                break;
            }
        }
        return w;
    }
}
