package org.agate.vision.inference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.agate.vision.feature.Meaning;

/// Which groups of features made a value, by putting each back to what the mean standard has.
final class Reasons {

    private Reasons() {}

    static List<Reason> of(Sight sight, List<Standard> standards, Blend.Fitted fitted) {
        var set = fitted.blend().features();
        double[] row = sight.mean(set);
        double[] usual = new double[row.length];
        for (var standard : standards) {
            double[] mean = standard.sight().mean(set);
            for (int j = 0; j < usual.length; j++) {
                usual[j] += mean[j] / standards.size();
            }
        }
        double all = fitted.predict(row)[0];
        var reasons = new ArrayList<Reason>();
        set.groups(fitted.blend().attention()).forEach((group, columns) -> {
            double[] without = row.clone();
            columns.forEach(j -> without[j] = usual[j]);
            reasons.add(new Reason(group, Meaning.of(group), all - fitted.predict(without)[0]));
        });
        reasons.sort(Comparator.comparingDouble(reason -> -Math.abs(reason.points())));
        return List.copyOf(reasons);
    }
}
