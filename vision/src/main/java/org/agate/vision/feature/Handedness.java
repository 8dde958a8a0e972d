package org.agate.vision.feature;

import org.agate.vision.image.NativeMemory;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/// What changes its sign in a mirror and stays when the picture is turned: standing on an edge and looking from dark to
/// bright, how much more there is at a place to the left than at the same place to the right. Left and right crystals
/// differ in nothing else.
final class Handedness {

    private static final double[] SMOOTHING = {1, 2};
    private static final double SURROUNDINGS = 12;
    private static final int[] DISTANCES = {3, 5, 8, 11};
    private static final int ANGLES = 5;
    private static final int MARGIN = 12;

    private Handedness() {}

    static void into(Tally tally, Tones tones) {
        var around = new Mat();
        Imgproc.GaussianBlur(tones.brightness(), around, new Size(0, 0), SURROUNDINGS);
        for (double smoothing : SMOOTHING) {
            var edges = Field.of(tones.brightness(), around, smoothing);
            for (int distance : DISTANCES) {
                for (int angle = 1; angle <= ANGLES; angle++) {
                    edges.into(tally, distance, angle * Math.PI / (ANGLES + 1));
                }
            }
        }
        NativeMemory.free(around);
    }

    /// Brightness against its surroundings, and its slopes.
    private record Field(
            int cols, int rows, float[] brightness, float[] across, float[] down, double slope, double size) {

        static Field of(Mat picture, Mat around, double smoothing) {
            int count = (int) picture.total();
            float[] brightness = new float[count];
            float[] surroundings = new float[count];
            float[] across = new float[count];
            float[] down = new float[count];
            var smooth = new Mat();
            Imgproc.GaussianBlur(picture, smooth, new Size(0, 0), smoothing);
            smooth.get(0, 0, brightness);
            around.get(0, 0, surroundings);
            var slopes = new Mat();
            Imgproc.Sobel(smooth, slopes, CvType.CV_32F, 1, 0, 3, 1.0 / 8);
            slopes.get(0, 0, across);
            Imgproc.Sobel(smooth, slopes, CvType.CV_32F, 0, 1, 3, 1.0 / 8);
            slopes.get(0, 0, down);
            NativeMemory.free(slopes, smooth);
            double slope = 1e-6;
            double size = 1e-6;
            for (int i = 0; i < count; i++) {
                brightness[i] -= surroundings[i];
                slope += Math.hypot(across[i], down[i]) / count;
                size += Math.abs(brightness[i]) / count;
            }
            return new Field(picture.cols(), picture.rows(), brightness, across, down, slope, size);
        }

        /// Left less right, at a distance and an angle from the way that the edge looks.
        void into(Tally tally, int distance, double angle) {
            double forward = distance * Math.cos(angle);
            double aside = distance * Math.sin(angle);
            double brighter = 0;
            double steeper = 0;
            double turned = 0;
            double aligned = 0;
            int edges = 0;
            for (int y = MARGIN; y < rows - MARGIN; y++) {
                for (int x = MARGIN; x < cols - MARGIN; x++) {
                    int i = y * cols + x;
                    double steep = Math.sqrt(across[i] * across[i] + down[i] * down[i]);
                    if (steep < slope) {
                        continue;
                    }
                    double u = across[i] / steep;
                    double v = down[i] / steep;
                    int left = (int) Math.rint(y + v * forward + u * aside) * cols
                            + (int) Math.rint(x + u * forward - v * aside);
                    int right = (int) Math.rint(y + v * forward - u * aside) * cols
                            + (int) Math.rint(x + u * forward + v * aside);
                    brighter += brightness[left] - brightness[right];
                    steeper += steepness(left) - steepness(right);
                    turned += u * (down[left] + down[right]) - v * (across[left] + across[right]);
                    aligned += u * (across[left] - across[right]) + v * (down[left] - down[right]);
                    edges++;
                }
            }
            double count = Math.max(1, edges);
            tally.add("handed-brightness", brighter / count / size);
            tally.add("handed-slope", steeper / count / slope);
            tally.add("handed-turn", turned / count / slope);
            tally.add("handed-line", aligned / count / slope);
        }

        private double steepness(int at) {
            return Math.sqrt(across[at] * across[at] + down[at] * down[at]);
        }
    }
}
