package org.agate.optimizer.stopping;

/// Stops when the regret that is still possible is not larger than the noise of the best result: then measuring
/// the same again would change as much as finding better (Makarova et al. 2022,
/// proceedings.mlr.press/v188/makarova22a.html).
public final class RegretBound {

    private static final String NAME = "regret bound against noise";
    private static final int FEWEST = 3;

    private RegretBound() {}

    /// The advice after the last result.
    public static StopAdvice look(Situation situation) {
        int n = situation.measured().size();
        if (n < FEWEST) {
            return StopAdvice.tooEarly(NAME, n, FEWEST);
        }
        double bound = situation.regretBound(situation.model(), n);
        double noise = situation.noise()[situation.best(situation.model(), n)];
        return new StopAdvice(
                NAME,
                bound <= noise,
                bound,
                noise,
                "Better than the best by up to %.3g is possible; its own noise is %.3g.".formatted(bound, noise));
    }
}
