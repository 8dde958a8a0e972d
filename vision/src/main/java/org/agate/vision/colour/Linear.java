package org.agate.vision.colour;

import org.agate.vision.image.NativeMemory;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;

/// Light instead of the numbers that stand for it: sRGB without its curve (IEC 61966-2-1), 0 to 1.
public final class Linear {

    private static final double WHITE = 255;
    private static final double KNEE = 0.0031308;
    private static final double TOE = 12.92;
    private static final double POWER = 2.4;
    private static final double OFFSET = 0.055;

    private Linear() {}

    /// Of one channel's value, 0 to 1.
    public static double of(double encoded) {
        return encoded <= TOE * KNEE ? encoded / TOE : Math.pow((encoded + OFFSET) / (1 + OFFSET), POWER);
    }

    /// Mean red, green and blue of a square in a picture.
    ///
    /// @param left and top and edge, in pixels
    public static double[] mean(Mat pixels, double left, double top, double edge) {
        int size = Math.max(1, (int) edge);
        var square = new Rect(
                Math.clamp((int) left, 0, pixels.cols() - 1), Math.clamp((int) top, 0, pixels.rows() - 1), size, size);
        square.width = Math.min(size, pixels.cols() - square.x);
        square.height = Math.min(size, pixels.rows() - square.y);
        var part = pixels.submat(square);
        var light = of(part);
        double[] bgr = Core.mean(light).val;
        NativeMemory.free(part, light);
        return new double[] {bgr[2], bgr[1], bgr[0]};
    }

    /// The light of a picture, as floats that the caller frees.
    static Mat of(Mat pixels) {
        var table = new Mat(1, 256, CvType.CV_32F);
        float[] values = new float[256];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) of(i / WHITE);
        }
        table.put(0, 0, values);
        var light = new Mat();
        Core.LUT(pixels, table, light);
        NativeMemory.free(table);
        return light;
    }

    /// The picture of a light, 8 bit; the light is freed.
    static Mat encoded(Mat light) {
        Core.max(light, Scalar.all(0), light);
        Core.min(light, Scalar.all(1), light);
        var dark = new Mat();
        Core.multiply(light, Scalar.all(TOE), dark);
        var bright = new Mat();
        Core.pow(light, 1 / POWER, bright);
        Core.multiply(bright, Scalar.all(1 + OFFSET), bright);
        Core.subtract(bright, Scalar.all(OFFSET), bright);
        // The straight part lies below the curve where it counts, and above it elsewhere.
        Core.max(bright, Scalar.all(TOE * KNEE), bright);
        var toe = new Mat();
        Core.min(dark, Scalar.all(TOE * KNEE), toe);
        Core.subtract(bright, Scalar.all(TOE * KNEE), bright);
        Core.add(bright, toe, bright);
        var pixels = new Mat();
        bright.convertTo(pixels, CvType.CV_8U, WHITE);
        NativeMemory.free(light, dark, bright, toe);
        return pixels;
    }
}
