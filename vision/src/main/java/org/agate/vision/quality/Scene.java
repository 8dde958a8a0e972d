package org.agate.vision.quality;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// How the standards looked as a whole: which colour each place has when the middle and the rim have theirs, and which
/// rim goes with which middle. What lies in the picture and does not belong there is seen so, and another dish.
///
/// Medians throughout: a standard with a reflection does not teach that reflections are usual.
final class Scene {

    /// Fewer standards do not say what is usual.
    static final int FEWEST = 12;

    private static final double LEAST_SPREAD = 0.02;
    private static final double MAD_TO_DEVIATION = 1.4826;
    private static final double USUAL = 0.975;
    private static final double FAR = 1.5;
    private static final double LEAST_RIM = 6;
    private static final double ANOTHER_DISH = 0.2;
    private static final double BEYOND = 0.1;

    /// So many places, counted from the strangest, are not enough for a thing: noise reaches one.
    private static final int IGNORED = 2;

    private final Function<Cells, double[]> rim;
    /// By place and channel: how much of it is middle and how much rim, 0 to 1.
    private final double[][] weights;

    private final double[][] offsets;
    private final double[][] spreads;

    /// By channel: offset, slope between 0 and 1, and deviation of the rim over the middle.
    private final double[][] rims;

    private final double[][] middles;
    private final double[][] borders;
    private final double strangest;
    private final double oddestRim;

    private Scene(List<Cells> standards, Function<Cells, double[]> rim) {
        this.rim = rim;
        this.middles = standards.stream().map(Cells::middle).toArray(double[][]::new);
        this.borders = standards.stream().map(rim).toArray(double[][]::new);
        int cells = Cells.EDGE * Cells.EDGE;
        this.weights = new double[cells][Cells.CHANNELS];
        this.offsets = new double[cells][Cells.CHANNELS];
        this.spreads = new double[cells][Cells.CHANNELS];
        this.rims = new double[Cells.CHANNELS][];
        for (int c = 0; c < Cells.CHANNELS; c++) {
            learn(standards, c);
        }
        this.strangest =
                FAR * usual(standards.stream().mapToDouble(this::strangeness).toArray());
        this.oddestRim = Math.max(
                LEAST_RIM,
                FAR * usual(standards.stream().mapToDouble(this::rimOff).toArray()));
    }

    /// Null for too few standards.
    ///
    /// @param inADish whether a dish is seen around the powder
    static @Nullable Scene from(List<Cells> standards, boolean inADish) {
        // Powder reaches the border between the corners of a round dish.
        return standards.size() < FEWEST ? null : new Scene(standards, inADish ? Cells::corners : Cells::border);
    }

    private void learn(List<Cells> standards, int channel) {
        double[] middle = column(middles, channel);
        double[] border = column(borders, channel);
        double slope = slope(middle, border);
        double[] left = new double[middle.length];
        Arrays.setAll(left, i -> border[i] - slope * middle[i]);
        rims[channel] = new double[] {median(left), slope, spread(left)};
        double[] apart = new double[middle.length];
        Arrays.setAll(apart, i -> middle[i] - border[i]);
        for (int cell = 0; cell < weights.length; cell++) {
            int at = cell;
            double[] above = new double[apart.length];
            Arrays.setAll(above, i -> standards.get(i).at(at, channel) - border[i]);
            double weight = slope(apart, above);
            Arrays.setAll(left, i -> above[i] - weight * apart[i]);
            weights[cell][channel] = weight;
            offsets[cell][channel] = median(left);
            spreads[cell][channel] = spread(left);
        }
    }

    /// What does not belong there; empty for a scene like the standards'.
    Set<Defect> defects(Cells cells) {
        double[] middle = cells.middle();
        if (rimOff(cells) > oddestRim) {
            return EnumSet.of(isAnotherDish(cells, middle) ? Defect.WRONG_DISH : Defect.LIGHT_CHANGED);
        }
        return strangeness(cells) > strangest ? EnumSet.of(Defect.FOREIGN_OBJECT) : EnumSet.noneOf(Defect.class);
    }

    /// A lamp changes powder and dish alike; another dish leaves the powder as it was.
    private boolean isAnotherDish(Cells cells, double[] middle) {
        double[] around = rim.apply(cells);
        double most = 0;
        double[] undone = new double[Cells.CHANNELS];
        for (int c = 0; c < Cells.CHANNELS; c++) {
            double shift = around[c] - expectedRim(c, middle);
            most = Math.max(most, Math.abs(shift));
            undone[c] = middle[c] - shift;
        }
        return most > ANOTHER_DISH && isBeyond(around) && fromNearest(middle) < fromNearest(undone);
    }

    /// Whether no standard had such a rim: around an empty dish it is as ever.
    private boolean isBeyond(double[] around) {
        for (int c = 0; c < around.length; c++) {
            double[] known = column(borders, c);
            Arrays.sort(known);
            if (around[c] < known[0] - BEYOND || around[c] > known[known.length - 1] + BEYOND) {
                return true;
            }
        }
        return false;
    }

    /// How far a middle is from the nearest standard's.
    private double fromNearest(double[] middle) {
        double least = Double.POSITIVE_INFINITY;
        for (double[] known : middles) {
            double squares = 0;
            for (int c = 0; c < middle.length; c++) {
                squares += (middle[c] - known[c]) * (middle[c] - known[c]);
            }
            least = Math.min(least, squares);
        }
        return least;
    }

    /// How many deviations the place that is third from the strangest is off.
    private double strangeness(Cells cells) {
        double[] middle = cells.middle();
        double[] around = rim.apply(cells);
        double[] off = new double[weights.length];
        for (int cell = 0; cell < off.length; cell++) {
            for (int c = 0; c < Cells.CHANNELS; c++) {
                double weight = weights[cell][c];
                double expected = weight * middle[c] + (1 - weight) * around[c] + offsets[cell][c];
                off[cell] = Math.max(off[cell], Math.abs(cells.at(cell, c) - expected) / spreads[cell][c]);
            }
        }
        Arrays.sort(off);
        return off[off.length - 1 - IGNORED];
    }

    private double rimOff(Cells cells) {
        double[] middle = cells.middle();
        double[] around = rim.apply(cells);
        double most = 0;
        for (int c = 0; c < Cells.CHANNELS; c++) {
            most = Math.max(most, Math.abs(around[c] - expectedRim(c, middle)) / rims[c][2]);
        }
        return most;
    }

    private double expectedRim(int channel, double[] middle) {
        return rims[channel][0] + rims[channel][1] * middle[channel];
    }

    /// How one goes with the other, 0 to 1.
    private static double slope(double[] with, double[] values) {
        double usual = median(with);
        double usualValue = median(values);
        double products = 0;
        double squares = 1e-9;
        for (int i = 0; i < with.length; i++) {
            products += (with[i] - usual) * (values[i] - usualValue);
            squares += Math.pow(with[i] - usual, 2);
        }
        return Math.clamp(products / squares, 0, 1);
    }

    private static double[] column(double[][] rows, int column) {
        return Arrays.stream(rows).mapToDouble(row -> row[column]).toArray();
    }

    private static double spread(double[] values) {
        double middle = median(values);
        return Math.max(
                LEAST_SPREAD,
                MAD_TO_DEVIATION
                        * median(Arrays.stream(values)
                                .map(value -> Math.abs(value - middle))
                                .toArray()));
    }

    private static double median(double[] values) {
        return quantile(values, 0.5);
    }

    private static double usual(double[] values) {
        return quantile(values, USUAL);
    }

    private static double quantile(double[] values, double part) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.floor(part * (sorted.length - 1))];
    }
}
