package org.agate.optimizer.insight;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.agate.optimizer.numeric.Normal;
import org.agate.optimizer.space.Recipe;
import org.agate.optimizer.surrogate.Posterior;

/// Why one recipe is suggested.
///
/// @param predicted what is expected there, in the unit of the objective
/// @param gain predicted mean less that of the best recipe so far, in the unit of the objective
/// @param exploration which part of the expected improvement comes from not knowing: 0 for a sure gain, 1 for pure
///     curiosity
/// @param nearest the measured recipe that is nearest
/// @param distance to it, in units of the ranges of the parameters
/// @param binding bounds and constraints that it lies at
/// @param success probability that it gives a value at all; empty while nothing has failed
public record Why(
        Posterior predicted,
        double gain,
        double exploration,
        Recipe nearest,
        double distance,
        List<String> binding,
        Optional<Double> success) {

    public Why {
        binding = List.copyOf(binding);
    }

    /// The part of the expected improvement sd φ(z) + gain Φ(z) that its first term is.
    ///
    /// @param gain more is better
    public static double exploration(double gain, double sd) {
        double z = gain / sd;
        double curiosity = sd * Normal.density(z);
        double sure = Math.max(0, gain) * Normal.cumulative(z);
        return curiosity + sure > 0 ? curiosity / (curiosity + sure) : 1;
    }

    /// All of it in one line.
    public String sentence() {
        var text = new StringBuilder(String.format(
                Locale.ROOT,
                "%.3g ± %.2g is predicted, %+.2g against the best; %.0f %% of its worth is curiosity",
                predicted.mean(),
                predicted.standardDeviation(),
                gain,
                100 * exploration));
        text.append(String.format(Locale.ROOT, "; the nearest sample is %.2f away", distance));
        success.ifPresent(
                chance -> text.append(String.format(Locale.ROOT, "; it succeeds with %.0f %%", 100 * chance)));
        if (!binding.isEmpty()) {
            text.append("; limited by ").append(String.join(", ", binding));
        }
        return text.append('.').toString();
    }
}
