package org.agate.vision.colour;

import java.util.List;
import org.agate.vision.VisionFault;
import org.agate.vision.image.NativeMemory;
import org.agate.vision.image.Photograph;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/// What turns the colours that a camera saw into those that a card is known to have: a matrix of three rows and four
/// columns, the last an offset, by least squares over the patches.
///
/// @param rows factors of red, green and blue, and an offset; all linear, 0 to 1
/// @param meanDifference ΔE00 of the patches after correction, their mean
/// @param mostDifference the worst patch
public record ColourCorrection(List<List<Double>> rows, double meanDifference, double mostDifference) {

    /// Fewer patches cannot teach a correction.
    public static final int FEWEST = 6;

    private static final int CHANNELS = 3;
    private static final double MOST_MEAN = 3;
    private static final double RIDGE = 1e-9;

    public ColourCorrection {
        rows = rows.stream().map(List::copyOf).toList();
    }

    /// @param seen by patch: linear red, green and blue as the camera saw them
    /// @param known by patch: as the card's maker says
    /// @throws VisionFault `vision.card.too-few-patches` below six, `vision.card.not-met` when ΔE00 stays
    ///     above 3 in the mean
    public static ColourCorrection of(double[][] seen, double[][] known) {
        if (seen.length < FEWEST || seen.length != known.length) {
            throw new VisionFault(
                    "vision.card.too-few-patches",
                    "(%d) patches of (%d) cannot teach a correction.".formatted(seen.length, known.length),
                    "Maybe the card is partly covered.");
        }
        double[][] matrix = solve(seen, known);
        double sum = 0;
        double most = 0;
        for (int i = 0; i < seen.length; i++) {
            double[] corrected = apply(matrix, seen[i]);
            double off = Lab.of(corrected[0], corrected[1], corrected[2])
                    .difference(Lab.of(known[i][0], known[i][1], known[i][2]));
            sum += off;
            most = Math.max(most, off);
        }
        double mean = sum / seen.length;
        if (mean > MOST_MEAN) {
            throw new VisionFault(
                    "vision.card.not-met",
                    "After correction the card's colours are still (%.1f) ΔE00 off.".formatted(mean),
                    "Maybe a lamp is broken, or the card is another or turned.");
        }
        var rows = java.util.Arrays.stream(matrix)
                .map(row -> java.util.Arrays.stream(row).boxed().toList())
                .toList();
        return new ColourCorrection(rows, mean, most);
    }

    /// A colour as it would be under the card's light.
    public double[] of(double[] seen) {
        return apply(matrix(), seen);
    }

    /// A picture as it would be under the card's light; the caller closes both.
    public Photograph of(Photograph seen) {
        var light = Linear.of(seen.pixels());
        var transform = new Mat(CHANNELS, CHANNELS + 1, CvType.CV_32F);
        double[][] matrix = matrix();
        for (int to = 0; to < CHANNELS; to++) {
            for (int from = 0; from < CHANNELS; from++) {
                // Pixels are blue, green, red.
                transform.put(CHANNELS - 1 - to, CHANNELS - 1 - from, matrix[to][from]);
            }
            transform.put(CHANNELS - 1 - to, CHANNELS, matrix[to][CHANNELS]);
        }
        Core.transform(light, light, transform);
        NativeMemory.free(transform);
        return Photograph.of(Linear.encoded(light));
    }

    private double[][] matrix() {
        return rows.stream()
                .map(row -> row.stream().mapToDouble(x -> x).toArray())
                .toArray(double[][]::new);
    }

    private static double[] apply(double[][] matrix, double[] colour) {
        double[] corrected = new double[3];
        for (int c = 0; c < 3; c++) {
            double[] row = matrix[c];
            corrected[c] = row[0] * colour[0] + row[1] * colour[1] + row[2] * colour[2] + row[3];
        }
        return corrected;
    }

    /// The normal equations of four unknowns for each channel, by elimination with pivots.
    private static double[][] solve(double[][] seen, double[][] known) {
        double[][] system = new double[4][7];
        for (int i = 0; i < seen.length; i++) {
            double[] x = {seen[i][0], seen[i][1], seen[i][2], 1};
            for (int a = 0; a < 4; a++) {
                for (int b = 0; b < 4; b++) {
                    system[a][b] += x[a] * x[b];
                }
                for (int c = 0; c < 3; c++) {
                    system[a][4 + c] += x[a] * known[i][c];
                }
            }
        }
        for (int a = 0; a < 4; a++) {
            system[a][a] += RIDGE;
        }
        for (int pivot = 0; pivot < 4; pivot++) {
            int best = pivot;
            for (int row = pivot + 1; row < 4; row++) {
                best = Math.abs(system[row][pivot]) > Math.abs(system[best][pivot]) ? row : best;
            }
            double[] swapped = system[pivot];
            system[pivot] = system[best];
            system[best] = swapped;
            for (int row = 0; row < 4; row++) {
                double factor = row == pivot ? 0 : system[row][pivot] / system[pivot][pivot];
                for (int col = pivot; col < 7; col++) {
                    system[row][col] -= factor * system[pivot][col];
                }
            }
        }
        double[][] matrix = new double[3][4];
        for (int c = 0; c < 3; c++) {
            for (int a = 0; a < 4; a++) {
                matrix[c][a] = system[a][4 + c] / system[a][a];
            }
        }
        return matrix;
    }
}
