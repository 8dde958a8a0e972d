package org.agate.robot.camera;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import nu.pattern.OpenCV;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfDouble;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/// What a camera says of its own image: enough to see at once that it is blurred or overexposed.
///
/// @param sharpness standard deviation of the Laplacian of the brightness, grey levels; falls when out of focus
/// @param saturation share of pixels in which a channel is at its end (250 or more), 0 to 1
public record ImageFigures(double sharpness, double saturation) {

    private static final long MOST_PIXELS = 80_000_000;
    private static final double NEAR_WHITE = 249.5;

    static {
        OpenCV.loadLocally();
    }

    /// Of an encoded image.
    ///
    /// @throws IllegalArgumentException when it is none
    public static ImageFigures of(byte[] encoded) {
        requireSensible(encoded);
        var bytes = new MatOfByte(encoded);
        var image = encoded.length == 0 ? new Mat() : Imgcodecs.imdecode(bytes, Imgcodecs.IMREAD_COLOR);
        try {
            if (image.empty()) {
                throw new IllegalArgumentException(
                        "(%d) bytes are no image.\nMaybe the camera sent an error page.".formatted(encoded.length));
            }
            return of(image);
        } finally {
            Matrices.free(image, bytes);
        }
    }

    /// By the header: a small file may unpack to more than fits into memory.
    private static void requireSensible(byte[] encoded) {
        try (var input = ImageIO.createImageInputStream(new ByteArrayInputStream(encoded))) {
            var readers = ImageIO.getImageReaders(input);
            if (readers.hasNext()) {
                var reader = readers.next();
                try {
                    reader.setInput(input, true, true);
                    requireFew((long) reader.getWidth(0) * reader.getHeight(0));
                } finally {
                    reader.dispose();
                }
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("The header of an image cannot be read.\nMaybe it was cut.", e);
        }
    }

    private static void requireFew(long pixels) {
        if (pixels > MOST_PIXELS) {
            throw new IllegalArgumentException(
                    "An image of (%d) pixels is too large, at most %d are read.\n".formatted(pixels, MOST_PIXELS)
                            + "Maybe set the camera to a smaller picture.");
        }
    }

    private static ImageFigures of(Mat image) {
        var grey = new Mat();
        var edges = new Mat();
        var mean = new MatOfDouble();
        var deviation = new MatOfDouble();
        var bright = new Mat();
        try {
            Imgproc.cvtColor(image, grey, Imgproc.COLOR_BGR2GRAY);
            Imgproc.Laplacian(grey, edges, CvType.CV_64F);
            Core.meanStdDev(edges, mean, deviation);
            Core.extractChannel(image, bright, 0);
            for (int channel = 1; channel < image.channels(); channel++) {
                Core.extractChannel(image, grey, channel);
                Core.max(bright, grey, bright);
            }
            Imgproc.threshold(bright, bright, NEAR_WHITE, 1, Imgproc.THRESH_BINARY);
            double white = Core.countNonZero(bright);
            return new ImageFigures(deviation.toArray()[0], white / (image.rows() * (double) image.cols()));
        } finally {
            Matrices.free(grey, edges, bright, mean, deviation);
        }
    }
}
