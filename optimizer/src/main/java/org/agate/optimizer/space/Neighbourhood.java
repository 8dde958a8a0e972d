package org.agate.optimizer.space;

import java.util.ArrayList;
import java.util.List;
import org.agate.optimizer.space.Coordinate.Amount;
import org.agate.optimizer.space.Coordinate.Label;

/// The exactly feasible points one step or label away.
final class Neighbourhood {

    private final Domain domain;
    private final Layout layout;

    Neighbourhood(Domain domain, Layout layout) {
        this.domain = domain;
        this.layout = layout;
    }

    /// Exactly feasible points one step or label away from an exactly feasible one.
    List<double[]> of(double[] point) {
        var found = new ArrayList<double[]>();
        for (int j = 0; j < point.length; j++) {
            switch (layout.coordinates().get(j)) {
                case Label label -> {
                    for (int i = 0; i < label.labels().size(); i++) {
                        moved(point, j, i, found);
                    }
                }
                case Amount amount -> {
                    double[] places =
                            amount.grid().isAny() || layout.isPart(j) ? new double[0] : amount.nearest(point[j], 3);
                    for (double place : places) {
                        moved(point, j, place, found);
                    }
                }
            }
        }
        layout.mixtures().stream()
                .filter(part -> part.mixture().step() > 0)
                .forEach(part -> traded(point, part, found));
        return found;
    }

    private void moved(double[] point, int coordinate, double place, List<double[]> found) {
        if (place == point[coordinate]) {
            return;
        }
        double[] moved = point.clone();
        moved[coordinate] = place;
        var recipe = layout.recipe(moved);
        if (domain.allows(recipe)) {
            found.add(moved);
        } else {
            var region = domain.region(moved);
            domain.exact(moved, region)
                    .filter(near -> near[coordinate] == place)
                    .ifPresent(found::add);
        }
    }

    /// One step of one component for one of another.
    private void traded(double[] point, Layout.Part part, List<double[]> found) {
        double step = part.mixture().step() / part.mixture().total();
        for (int from = part.from(); from < part.to(); from++) {
            for (int to = part.from(); to < part.to(); to++) {
                if (from != to && point[from] >= step / 2) {
                    double[] moved = point.clone();
                    moved[from] -= step;
                    moved[to] += step;
                    var recipe = layout.recipe(moved);
                    if (domain.allows(recipe)) {
                        found.add(layout.point(recipe));
                    }
                }
            }
        }
    }
}
