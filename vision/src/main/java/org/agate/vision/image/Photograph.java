package org.agate.vision.image;

import org.agate.vision.VisionFault;
import org.opencv.core.Core;
import org.opencv.core.CvException;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/// A decoded photograph: BGR, 8 bit, at most [#LARGEST] pixels on its longer side. Holds native memory: close it.
public final class Photograph implements AutoCloseable {

    /// Larger photographs are scaled down: features are tuned to this scale.
    public static final int LARGEST = 1024;

    private static final int SMALLEST = 32;
    /// So that no more than 240 MB are needed, with 16 bits of three colours; a JPEG has 8.
    private static final long MOST_PIXELS = 40_000_000;
    private static final long MOST_JPEG_PIXELS = 80_000_000;
    private static final double TWELVE_BITS = 4096;

    private final Mat pixels;

    private Photograph(Mat pixels) {
        this.pixels = pixels;
    }

    /// Reads a JPEG or PNG: grey ones become coloured, 16 bit become 8 (12, when no value needs more), CMYK becomes
    /// RGB, and what the camera noted about how it was held is obeyed.
    ///
    /// @throws VisionFault `vision.image.unreadable` when it is neither, or smaller than 32 pixels;
    ///     `vision.image.truncated` when its end is missing; `vision.image.too-large` by its header, before it
    ///     is decoded
    public static Photograph decode(byte[] file) {
        NativeLibrary.load();
        if (!Encoding.of(file).isWhole(file)) {
            throw new VisionFault(
                    "vision.image.truncated",
                    "The end of a photograph of (%d) bytes is missing.".formatted(file.length),
                    "Maybe it was copied while the camera was still writing: take it again.");
        }
        long most = Encoding.of(file) == Encoding.JPEG ? MOST_JPEG_PIXELS : MOST_PIXELS;
        PictureSize.of(file).filter(size -> size.pixels() > most).ifPresent(size -> {
            throw new VisionFault(
                    "vision.image.too-large",
                    "A picture of %d x %d is (%d) pixels, at most %d are decoded."
                            .formatted(size.width(), size.height(), size.pixels(), most),
                    "Maybe set the camera to a smaller picture.");
        });
        var pixels = decoded(file);
        double scale = Math.min(1, (double) LARGEST / Math.max(1, Math.max(pixels.rows(), pixels.cols())));
        if (scale * Math.min(pixels.rows(), pixels.cols()) < SMALLEST) {
            NativeMemory.free(pixels);
            throw new VisionFault(
                    "vision.image.unreadable",
                    "(%d) bytes are no photograph whose shorter side is at least %d of %d pixels."
                            .formatted(file.length, SMALLEST, LARGEST),
                    "Maybe the file is not a JPEG or PNG, whatever its name.");
        }
        if (scale < 1) {
            Imgproc.resize(pixels, pixels, new Size(), scale, scale, Imgproc.INTER_AREA);
        }
        return new Photograph(pixels);
    }

    /// Empty when it is no picture, or one of more pixels than can be held.
    private static Mat decoded(byte[] file) {
        if (file.length == 0) {
            return new Mat();
        }
        var encoded = new MatOfByte(file);
        try {
            var pixels = Imgcodecs.imdecode(encoded, Imgcodecs.IMREAD_COLOR | Imgcodecs.IMREAD_ANYDEPTH);
            if (pixels.depth() != CvType.CV_16U) {
                return pixels;
            }
            // Cameras of 12 bits keep them at the low end of 16.
            boolean twelve = Core.minMaxLoc(pixels.reshape(1)).maxVal < TWELVE_BITS;
            if (twelve) {
                pixels.convertTo(pixels, CvType.CV_8U, 1 / 16.0);
                return pixels;
            }
            NativeMemory.free(pixels);
            return Imgcodecs.imdecode(encoded, Imgcodecs.IMREAD_COLOR);
        } catch (CvException e) {
            return new Mat();
        } finally {
            NativeMemory.free(encoded);
        }
    }

    /// Pixels that are there already, BGR with 8 bit; they are released with the photograph.
    public static Photograph of(Mat pixels) {
        return new Photograph(pixels);
    }

    /// The pixels; valid until [#close].
    public Mat pixels() {
        return pixels;
    }

    /// The brightness, as a new matrix of floats that the caller releases.
    public Mat brightness() {
        var gray = new Mat();
        Imgproc.cvtColor(pixels, gray, Imgproc.COLOR_BGR2GRAY);
        gray.convertTo(gray, CvType.CV_32F);
        return gray;
    }

    /// The middle of the picture, where the powder is: 60 % of each side. A view that the caller releases.
    public static Mat middle(Mat whole) {
        int rows = whole.rows();
        int cols = whole.cols();
        return whole.submat(rows / 5, rows - rows / 5, cols / 5, cols - cols / 5);
    }

    @Override
    public void close() {
        NativeMemory.free(pixels);
    }
}
