package org.agate.optimizer.insight;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.agate.optimizer.space.Domain;
import org.agate.optimizer.surrogate.Posterior;

/// How the prediction changes with one number, all else as measured.
///
/// @param values of the number, rising, in its unit
/// @param predicted mean over the measured recipes, with the mean standard deviation as a band
public record PartialDependence(String key, List<Double> values, List<Posterior> predicted) {

    public PartialDependence {
        values = List.copyOf(values);
        predicted = List.copyOf(predicted);
    }

    static PartialDependence of(
            Domain domain, List<double[]> points, String key, int steps, Function<double[], Posterior> model) {
        int coordinate = domain.space().keys().indexOf(key);
        if (coordinate < 0 || domain.categories()[coordinate] || steps < 2) {
            throw new IllegalArgumentException(
                    "(%s) is no number of this space that (%d) values could be shown of.\nMaybe one of %s."
                            .formatted(key, steps, domain.space().keys()));
        }
        var values = new ArrayList<Double>();
        var predicted = new ArrayList<Posterior>();
        for (double place : domain.places(key, steps)) {
            double mean = 0;
            double spread = 0;
            double value = 0;
            for (double[] point : points) {
                double[] moved = point.clone();
                moved[coordinate] = place;
                value = domain.recipe(moved).value(key);
                // What is in a mixture makes room.
                var posterior = model.apply(domain.withRoom(moved, coordinate));
                mean += posterior.mean() / points.size();
                spread += posterior.standardDeviation() / points.size();
            }
            values.add(value);
            predicted.add(new Posterior(mean, spread));
        }
        return new PartialDependence(key, values, predicted);
    }
}
