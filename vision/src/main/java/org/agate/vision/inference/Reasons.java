package org.agate.vision.inference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.agate.vision.feature.Meaning;

/// Which groups of features made a value, by putting each back to what the mean standard has.
final class Reasons {

    private Reasons() {}

    /// In the mean of all that was measured.
    ///
    /// @param most so many at most, strongest first
    static List<Reason> of(List<Sight> sights, List<Standard> standards, Blend.Fitted fitted, int most) {
        if (sights.isEmpty()) {
            return List.of();
        }
        var set = fitted.blend().features();
        double[] usual = mean(standards.stream().map(Standard::sight).toList(), fitted);
        double[] row = mean(sights, fitted);
        double all = fitted.predict(row)[0];
        var reasons = new ArrayList<Reason>();
        set.groups(fitted.blend().attention()).forEach((group, columns) -> {
            double[] without = row.clone();
            columns.forEach(j -> without[j] = usual[j]);
            reasons.add(new Reason(group, Meaning.of(group), all - fitted.predict(without)[0]));
        });
        reasons.sort(Comparator.comparingDouble(reason -> -Math.abs(reason.points())));
        return List.copyOf(reasons.subList(0, Math.min(most, reasons.size())));
    }

    private static double[] mean(List<Sight> sights, Blend.Fitted fitted) {
        return RatioModel.mean(
                sights.stream()
                        .map(sight -> sight.mean(fitted.blend().features()))
                        .toList(),
                row -> row);
    }
}
