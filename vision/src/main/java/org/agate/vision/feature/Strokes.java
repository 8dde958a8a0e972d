package org.agate.vision.feature;

import org.agate.vision.image.NativeMemory;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/// How strokes of one size and direction are arranged: one after another as along a rod, or beside each other as on
/// what is rough. The second order of a scattering transform with Gabor's wavelets in four directions (Bruna & Mallat
/// 2013, doi:10.1109/TPAMI.2012.230), by the angle between both orders, so that the picture may be turned.
final class Strokes {

    private static final int SIZES = 4;
    private static final int COARSER = 2;
    private static final int DIRECTIONS = 4;

    private static final int RADIUS = 4;
    private static final double SIGMA = 1.8;
    private static final double FREQUENCY = 1.6;
    private static final double ANTIALIASING = 0.8;
    private static final int LEAST = 8;

    private static final double SMALL = 1e-9;

    private Strokes() {}

    static void into(Tally tally, Tones tones) {
        try (var wavelets = new Wavelets()) {
            var picture = tones.brightness().clone();
            for (int size = 0; size < SIZES; size++) {
                arranged(tally, wavelets, wavelets.strokes(picture), size);
                picture = halved(picture);
            }
            NativeMemory.free(picture);
        }
    }

    /// @param strokes of one size, by direction; released here
    private static void arranged(Tally tally, Wavelets wavelets, Mat[] strokes, int size) {
        int coarsest = Math.min(SIZES, size + COARSER);
        // By the size, and by the steps of 45° between both directions.
        double[][] energies = new double[coarsest + 1][DIRECTIONS / 2 + 1];
        double all = 0;
        for (int direction = 0; direction < DIRECTIONS; direction++) {
            var picture = strokes[direction];
            all += Core.mean(picture).val[0];
            for (int coarser = size + 1; coarser <= coarsest; coarser++) {
                picture = halved(picture);
                var seconds = wavelets.strokes(picture);
                for (int other = 0; other < DIRECTIONS; other++) {
                    int apart = Math.abs(direction - other);
                    energies[coarser][Math.min(apart, DIRECTIONS - apart)] += Core.mean(seconds[other]).val[0];
                }
                NativeMemory.free(seconds);
            }
            NativeMemory.free(picture);
        }
        for (int coarser = size + 1; coarser <= coarsest; coarser++) {
            var group = "strokes%d.%d".formatted(size, coarser);
            double sum = 0;
            for (double energy : energies[coarser]) {
                sum += energy;
            }
            tally.addLogarithm(group, sum / Math.max(SMALL, all));
            for (double energy : energies[coarser]) {
                tally.addLogarithm(group, energy / Math.max(SMALL, sum));
            }
        }
    }

    /// Half the size; the picture is released.
    private static Mat halved(Mat picture) {
        Imgproc.GaussianBlur(picture, picture, new Size(0, 0), ANTIALIASING);
        var half = new Mat();
        var size = new Size(Math.max(LEAST, picture.cols() / 2), Math.max(LEAST, picture.rows() / 2));
        Imgproc.resize(picture, half, size, 0, 0, Imgproc.INTER_AREA);
        NativeMemory.free(picture);
        return half;
    }

    /// Wavelets as rows and columns: what lies at 45° is a sum of such products.
    private static final class Wavelets implements AutoCloseable {

        private static final Point MIDDLE = new Point(-1, -1);

        private final Mat bell = row(0, 0);
        private final Mat even = row(FREQUENCY, 0);
        private final Mat odd = row(FREQUENCY, Math.PI / 2);
        private final Mat evenAslant = row(FREQUENCY / Math.sqrt(2), 0);
        private final Mat oddAslant = row(FREQUENCY / Math.sqrt(2), Math.PI / 2);
        // What the even ones see of an even surface, to be taken out.
        private final double rest = Core.sumElems(even).val[0];
        private final double restAslant = Math.pow(Core.sumElems(evenAslant).val[0], 2);

        private static Mat row(double frequency, double phase) {
            float[] values = new float[2 * RADIUS + 1];
            double sum = 0;
            for (int x = -RADIUS; x <= RADIUS; x++) {
                double bell = Math.exp(-x * x / (2 * SIGMA * SIGMA));
                values[x + RADIUS] = (float) (bell * Math.cos(frequency * x - phase));
                sum += bell;
            }
            var row = new Mat(1, values.length, CvType.CV_32F);
            row.put(0, 0, values);
            Core.multiply(row, new Scalar(1 / sum), row);
            return row;
        }

        /// How strong strokes are everywhere, by direction in steps of 45°.
        Mat[] strokes(Mat picture) {
            var smooth = filtered(picture, bell, bell);
            var across = filtered(picture, even, bell);
            var down = filtered(picture, bell, even);
            Core.scaleAdd(smooth, -rest, across, across);
            Core.scaleAdd(smooth, -rest, down, down);
            var evens = filtered(picture, evenAslant, evenAslant);
            Core.scaleAdd(smooth, -restAslant, evens, evens);
            var odds = filtered(picture, oddAslant, oddAslant);
            var first = filtered(picture, oddAslant, evenAslant);
            var second = filtered(picture, evenAslant, oddAslant);
            var strokes = new Mat[] {
                strength(across, filtered(picture, odd, bell)),
                strength(difference(evens, odds), sum(first, second)),
                strength(down, filtered(picture, bell, odd)),
                strength(sum(evens, odds), difference(second, first))
            };
            NativeMemory.free(smooth, evens, odds, first, second);
            return strokes;
        }

        private static Mat filtered(Mat picture, Mat across, Mat down) {
            var filtered = new Mat();
            Imgproc.sepFilter2D(picture, filtered, CvType.CV_32F, across, down, MIDDLE, 0, Core.BORDER_REFLECT_101);
            return filtered;
        }

        private static Mat sum(Mat a, Mat b) {
            var sum = new Mat();
            Core.add(a, b, sum);
            return sum;
        }

        private static Mat difference(Mat a, Mat b) {
            var difference = new Mat();
            Core.subtract(a, b, difference);
            return difference;
        }

        /// Both are released.
        private static Mat strength(Mat even, Mat odd) {
            var strength = new Mat();
            Core.magnitude(even, odd, strength);
            NativeMemory.free(even, odd);
            return strength;
        }

        @Override
        public void close() {
            NativeMemory.free(bell, even, odd, evenAslant, oddAslant);
        }
    }
}
