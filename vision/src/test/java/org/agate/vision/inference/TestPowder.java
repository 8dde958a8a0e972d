package org.agate.vision.inference;

import java.util.SplittableRandom;
import org.agate.vision.image.NativeLibrary;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/// Disks of two sizes and nearly the same colour that fill the picture, as a JPEG.
public final class TestPowder {

    private TestPowder() {}

    /// @param share of the larger, warmer disks, by number
    public static byte[] photograph(int size, double share, long seed) {
        NativeLibrary.load();
        var random = new SplittableRandom(seed);
        var pixels = new Mat(size, size, CvType.CV_8UC3, Scalar.all(70));
        for (int grain = 0; grain < size * size / 40; grain++) {
            boolean first = random.nextDouble() < share;
            double shade = 0.75 + 0.25 * random.nextDouble();
            var colour = first ? new Scalar(200 * shade, 205 * shade, 215 * shade) : Scalar.all(200 * shade);
            Imgproc.circle(pixels, new Point(random.nextInt(size), random.nextInt(size)), first ? 5 : 3, colour, -1);
        }
        var jpeg = new MatOfByte();
        Imgcodecs.imencode(".jpg", pixels, jpeg);
        pixels.release();
        return jpeg.toArray();
    }
}
