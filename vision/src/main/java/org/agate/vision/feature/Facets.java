package org.agate.vision.feature;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.agate.vision.image.NativeMemory;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/// Pieces of even brightness, as the faces of crystals are: how large and how long they are. Plates show wide ones and
/// narrow ones, rods long ones.
final class Facets {

    private static final double SMOOTHING = 0.8;

    /// So large a part of the picture, that with the gentlest slopes, is taken for faces.
    private static final double[] PARTS = {0.2, 0.3, 0.4, 0.5};

    /// Smaller pieces have no shape.
    private static final int LEAST_PIXELS = 10;

    private static final double COMPACT = 0.6;
    private static final double[] LONG = {0.5, 0.8, 1.1};

    private Facets() {}

    static void into(Tally tally, Tones tones) {
        var slopes = slopes(tones.brightness());
        float[] values = new float[(int) slopes.total()];
        slopes.get(0, 0, values);
        double[] borders = Quantiles.of(values, values.length, PARTS);
        var even = new Mat();
        for (int i = 0; i < PARTS.length; i++) {
            Core.compare(slopes, new Scalar(borders[i]), even, Core.CMP_LT);
            shapes(tally, "facets" + (int) Math.round(100 * PARTS[i]), even);
        }
        NativeMemory.free(slopes, even);
    }

    private static Mat slopes(Mat brightness) {
        var smooth = new Mat();
        Imgproc.GaussianBlur(brightness, smooth, new Size(0, 0), SMOOTHING);
        var across = new Mat();
        var down = new Mat();
        Imgproc.Scharr(smooth, across, CvType.CV_32F, 1, 0);
        Imgproc.Scharr(smooth, down, CvType.CV_32F, 0, 1);
        var slopes = new Mat();
        Core.magnitude(across, down, slopes);
        NativeMemory.free(smooth, across, down);
        return slopes;
    }

    /// A piece, as the ellipse with its moments.
    ///
    /// @param length and width, standard deviations along its axes, pixels, as logarithms
    record Piece(double area, double length, double width) {

        double elongation() {
            return length - width;
        }

        /// Its area over that of a rectangle with its moments.
        double filling() {
            return area / (12 * Math.exp(length + width));
        }
    }

    private static void shapes(Tally tally, String group, Mat even) {
        var labels = new Mat();
        int count = Imgproc.connectedComponents(even, labels, 4, CvType.CV_32S);
        int[] numbers = new int[(int) labels.total()];
        labels.get(0, 0, numbers);
        var sums = new Sums(count);
        int at = 0;
        for (int y = 0; y < labels.rows(); y++) {
            for (int x = 0; x < labels.cols(); x++) {
                sums.add(numbers[at++], x, y);
            }
        }
        NativeMemory.free(labels);
        var pieces = sums.pieces();
        double area = pieces.stream().mapToDouble(Piece::area).sum();
        List<ToDoubleFunction<Piece>> looks = List.of(
                piece -> Math.log(piece.area()), Piece::elongation, Piece::length, Piece::width, Piece::filling);
        for (var look : looks) {
            double mean = weighted(pieces, area, look);
            tally.add(group, mean);
            tally.add(group, pieces.stream().mapToDouble(look).average().orElse(0));
            tally.add(group, Math.sqrt(weighted(pieces, area, piece -> Math.pow(look.applyAsDouble(piece) - mean, 2))));
        }
        tally.addLogarithm(group, pieces.size() / (double) numbers.length);
        tally.add(group, 1 - area / Math.max(1, Core.countNonZero(even)));
        for (double elongation : LONG) {
            tally.add(
                    group,
                    weighted(
                            pieces,
                            area,
                            piece -> piece.filling() > COMPACT && piece.elongation() > elongation ? 1 : 0));
        }
    }

    /// The mean by area.
    private static double weighted(List<Piece> pieces, double area, ToDoubleFunction<Piece> look) {
        double sum = 0;
        for (var piece : pieces) {
            sum += piece.area() * look.applyAsDouble(piece);
        }
        return sum / Math.max(1, area);
    }

    /// Moments of all pieces at once.
    private static final class Sums {

        /// A pixel is no point.
        private static final double WITHIN_PIXEL = 1 / 12.0;

        private static final double THINNEST = 1e-3;

        private static final int EACH = 6;

        // Whole numbers: exact, and fast. Zero is what lies between the pieces.
        private final long[] sums;

        Sums(int count) {
            this.sums = new long[EACH * count];
        }

        void add(int number, int x, int y) {
            if (number == 0) {
                return;
            }
            int at = EACH * number;
            sums[at]++;
            sums[at + 1] += x;
            sums[at + 2] += y;
            sums[at + 3] += (long) x * x;
            sums[at + 4] += (long) y * y;
            sums[at + 5] += (long) x * y;
        }

        /// Those that have a shape.
        List<Piece> pieces() {
            var pieces = new ArrayList<Piece>();
            for (int at = EACH; at < sums.length; at += EACH) {
                double area = sums[at];
                if (area >= LEAST_PIXELS) {
                    double x = sums[at + 1] / area;
                    double y = sums[at + 2] / area;
                    double across = sums[at + 3] / area - x * x + WITHIN_PIXEL;
                    double down = sums[at + 4] / area - y * y + WITHIN_PIXEL;
                    double mixed = sums[at + 5] / area - x * y;
                    double mean = (across + down) / 2;
                    double apart = Math.hypot((across - down) / 2, mixed);
                    pieces.add(new Piece(
                            area, Math.log(mean + apart) / 2, Math.log(Math.max(THINNEST, mean - apart)) / 2));
                }
            }
            return pieces;
        }
    }
}
