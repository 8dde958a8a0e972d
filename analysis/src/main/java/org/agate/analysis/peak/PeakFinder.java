package org.agate.analysis.peak;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Finds peaks in a powder diffraction pattern by its counts alone: no structure, no wavelength.
///
/// The background is a rolling median, the noise that of counting (the square root of the counts), and a peak is a
/// maximum of the smoothed pattern that stands above both.
///
/// @param window half width of smoothing and background, in points of the pattern
/// @param least significance that a peak must have, for example 4
public record PeakFinder(int window, double least) {

    private static final double BACKGROUND_QUANTILE = 0.5;
    private static final int BACKGROUND_WINDOWS = 8;

    public PeakFinder {
        if (window < 1 || !(least > 0)) {
            throw new IllegalArgumentException(
                    "Window (%d) and significance (%s) must be above zero.\nMaybe try 4 points and 4."
                            .formatted(window, least));
        }
    }

    /// The peaks from left to right.
    ///
    /// @param axis rising, for example 2θ in degrees
    /// @param counts as many, none negative
    public List<Peak> find(double[] axis, double[] counts) {
        if (axis.length != counts.length) {
            throw new IllegalArgumentException("Axis has (%d) points and counts (%d).\nMaybe a column was cut."
                    .formatted(axis.length, counts.length));
        }
        double[] smooth = smooth(counts);
        var peaks = new ArrayList<Peak>();
        for (int i = 1; i < counts.length - 1; i++) {
            if (isTop(smooth, i)) {
                double background = background(counts, i);
                double height = smooth[i] - background;
                double noise = Math.sqrt(Math.max(1, smooth[i])) * gain(0);
                if (height / noise >= least) {
                    peaks.add(peak(axis, smooth, i, height, noise));
                }
            }
        }
        return peaks;
    }

    private boolean isTop(double[] smooth, int i) {
        int from = Math.max(0, i - window);
        int to = Math.min(smooth.length - 1, i + window);
        for (int k = from; k <= to; k++) {
            if (smooth[k] > smooth[i] || smooth[k] == smooth[i] && k < i) {
                return false;
            }
        }
        return true;
    }

    private Peak peak(double[] axis, double[] smooth, int i, double height, double noise) {
        double left = smooth[i - 1];
        double right = smooth[i + 1];
        double curvature = left - 2 * smooth[i] + right;
        double shift = curvature < 0 ? Math.clamp(0.5 * (left - right) / curvature, -0.5, 0.5) : 0;
        double spacing = (axis[i + 1] - axis[i - 1]) / 2;
        // Propagated through the parabola: sd of (left - right) / 2 over the curvature.
        double wobble = Math.sqrt(Math.max(1, smooth[i])) * gain(2) / 2;
        double deviation = curvature < 0 ? wobble / -curvature * spacing : spacing;
        return new Peak(axis[i] + shift * spacing, deviation, height, height / noise);
    }

    /// Noise after smoothing over noise before; for `lag` above zero, of the difference of two points so far apart.
    private double gain(int lag) {
        double sum = 0;
        double squares = 0;
        for (int k = -window - lag; k <= window + lag; k++) {
            double weight = weight(k);
            sum += weight;
            squares += Math.pow(lag == 0 ? weight : weight - weight(k - lag), 2);
        }
        return Math.sqrt(squares) / sum;
    }

    private double weight(int distance) {
        return Math.max(0, window + 1 - Math.abs(distance));
    }

    private double[] smooth(double[] counts) {
        double[] smooth = new double[counts.length];
        for (int i = 0; i < counts.length; i++) {
            double sum = 0;
            double weights = 0;
            for (int k = Math.max(0, i - window); k <= Math.min(counts.length - 1, i + window); k++) {
                double weight = weight(k - i);
                sum += weight * counts[k];
                weights += weight;
            }
            smooth[i] = sum / weights;
        }
        return smooth;
    }

    private double background(double[] counts, int i) {
        int reach = BACKGROUND_WINDOWS * window;
        double[] around = Arrays.copyOfRange(counts, Math.max(0, i - reach), Math.min(counts.length, i + reach + 1));
        Arrays.sort(around);
        return around[(int) (BACKGROUND_QUANTILE * (around.length - 1))];
    }
}
