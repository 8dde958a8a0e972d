package org.agate.vision.inference;

import java.util.Random;
import nu.pattern.OpenCV;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/// Photographs of a red powder in a white one on a grey dish, drawn without the virtual laboratory's renderer.
final class DrawnPowder {

    private static final int SIZE = 160;

    private DrawnPowder() {}

    /// @param share of red grains
    /// @param light factor on all channels
    /// @param blur of the lens, pixels
    static byte[] photograph(double share, double light, double blur, long seed) {
        OpenCV.loadLocally();
        var random = new Random(seed);
        byte[] pixels = new byte[SIZE * SIZE * 3];
        for (int y = 0; y < SIZE; y += 2) {
            for (int x = 0; x < SIZE; x += 2) {
                boolean powder = Math.hypot(x - SIZE / 2.0, y - SIZE / 2.0) < 0.45 * SIZE;
                boolean red = random.nextDouble() < share;
                double[] colour = powder
                        ? red ? new double[] {60, 70, 200} : new double[] {225, 228, 230}
                        : new double[] {110, 110, 110};
                double shade = powder ? 0.8 + 0.2 * random.nextDouble() : 1;
                for (int d = 0; d < 4; d++) {
                    int at = 3 * ((y + d / 2) * SIZE + x + d % 2);
                    for (int c = 0; c < 3; c++) {
                        pixels[at + c] =
                                (byte) Math.clamp(colour[c] * shade * light + 2 * random.nextGaussian(), 0, 255);
                    }
                }
            }
        }
        var image = new Mat(SIZE, SIZE, CvType.CV_8UC3);
        image.put(0, 0, pixels);
        if (blur > 0) {
            Imgproc.GaussianBlur(image, image, new Size(0, 0), blur);
        }
        var png = new MatOfByte();
        Imgcodecs.imencode(".png", image, png);
        return png.toArray();
    }

    /// The dish without powder.
    static byte[] empty(long seed) {
        OpenCV.loadLocally();
        var random = new Random(seed);
        byte[] pixels = new byte[SIZE * SIZE * 3];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (110 + 2 * random.nextGaussian());
        }
        var image = new Mat(SIZE, SIZE, CvType.CV_8UC3);
        image.put(0, 0, pixels);
        var png = new MatOfByte();
        Imgcodecs.imencode(".png", image, png);
        return png.toArray();
    }
}
