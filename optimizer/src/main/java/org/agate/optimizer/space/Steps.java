package org.agate.optimizer.space;

import java.util.Optional;
import org.agate.optimizer.space.Coordinate.Amount;

/// Makes points exact: whole numbers, steps of a balance, nothing below zero, mixtures that add up.
final class Steps {

    private static final int NEAREST = 4;
    private static final int MOST_PLACES = 500;

    private final Layout layout;

    Steps(Layout layout) {
        this.layout = layout;
    }

    /// The exact recipe near a point, in a region; empty when there is none near it.
    Optional<Recipe> recipe(double[] point, Region region) {
        return settle(region, region.project(point), 0, new int[] {MOST_PLACES})
                .map(settled -> layout.recipe(tidied(settled)));
    }

    boolean isFree(int coordinate) {
        return layout.coordinates().get(coordinate) instanceof Amount amount
                && amount.grid().isAny();
    }

    /// Without what rounding has left: nothing below zero, and mixtures that add up.
    private double[] tidied(double[] point) {
        double[] tidy = point.clone();
        for (int j = 0; j < tidy.length; j++) {
            if (layout.coordinates().get(j) instanceof Amount) {
                tidy[j] = tidy[j] < 1e-9 ? 0 : tidy[j] > 1 - 1e-9 ? 1 : tidy[j];
            }
        }
        for (var part : layout.mixtures()) {
            int largest = part.from();
            double sum = 0;
            for (int j = part.from(); j < part.to(); j++) {
                tidy[j] = tidy[j] < 1e-10 ? 0 : tidy[j];
                sum += tidy[j];
                largest = tidy[j] > tidy[largest] ? j : largest;
            }
            tidy[largest] += 1 - sum;
        }
        return tidy;
    }

    /// Fixes one coordinate with steps after the other, nearest places first, with all that is left kept feasible.
    private Optional<double[]> settle(Region region, double[] at, int from, int[] tries) {
        int next = from;
        while (next < at.length && isFree(next)) {
            next++;
        }
        if (next == at.length) {
            return Optional.of(at);
        }
        int coordinate = next;
        if (region.isFixed(coordinate)) {
            return isPlace(coordinate, at[coordinate]) ? settle(region, at, coordinate + 1, tries) : Optional.empty();
        }
        for (double place : layout.coordinates().get(coordinate).nearest(at[coordinate], NEAREST)) {
            if (--tries[0] < 0) {
                break;
            }
            var settled = region.fixed(coordinate, place)
                    .flatMap(left -> settle(left, left.project(at), coordinate + 1, tries));
            if (settled.isPresent()) {
                return settled;
            }
        }
        return Optional.empty();
    }

    private boolean isPlace(int coordinate, double x) {
        return Math.abs(layout.coordinates().get(coordinate).nearest(x, 1)[0] - x) < 1e-7;
    }
}
