package org.agate.vision.evaluation;

import java.util.List;
import org.agate.vision.image.NativeMemory;
import org.agate.vision.image.Photograph;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/// A change of light or focus that is made to a photograph, to see from which size on it is noticed.
public enum Shift {
    /// All brighter by this part.
    BRIGHTER("gain up", List.of(0.05, 0.1, 0.2, 0.3)),
    /// All darker by this part.
    DARKER("gain down", List.of(0.05, 0.1, 0.2, 0.3)),
    /// Red against blue by this part.
    WARMER("cast to red", List.of(0.02, 0.04, 0.08, 0.12)),
    /// Blue against red by this part.
    COOLER("cast to blue", List.of(0.02, 0.04, 0.08, 0.12)),
    /// One side brighter than the other by this part.
    SIDELIGHT("gradient", List.of(0.1, 0.2, 0.3, 0.4)),
    /// Out of focus: standard deviation in pixels.
    BLURRED("blur, px", List.of(0.4, 0.6, 0.8, 1.0, 1.5));

    private final String words;
    private final List<Double> sizes;

    Shift(String words, List<Double> sizes) {
        this.words = words;
        this.sizes = sizes;
    }

    /// What it is, in words.
    public String words() {
        return words;
    }

    /// From small to large.
    public List<Double> sizes() {
        return sizes;
    }

    /// The changed photograph, which the caller closes.
    public Photograph of(Photograph photograph, double size) {
        var floats = new Mat();
        photograph.pixels().convertTo(floats, CvType.CV_32FC3);
        switch (this) {
            case BRIGHTER -> Core.multiply(floats, Scalar.all(1 + size), floats);
            case DARKER -> Core.multiply(floats, Scalar.all(1 - size), floats);
            case WARMER -> Core.multiply(floats, new Scalar(1 - size / 2, 1, 1 + size / 2), floats);
            case COOLER -> Core.multiply(floats, new Scalar(1 + size / 2, 1, 1 - size / 2), floats);
            case SIDELIGHT -> {
                var slope = new Mat(1, floats.cols(), CvType.CV_32FC3);
                float[] factors = new float[3 * floats.cols()];
                for (int i = 0; i < factors.length; i++) {
                    factors[i] = (float) (1 + size * ((i / 3) / (double) floats.cols() - 0.5));
                }
                slope.put(0, 0, factors);
                for (int row = 0; row < floats.rows(); row++) {
                    var line = floats.row(row);
                    Core.multiply(line, slope, line);
                    NativeMemory.free(line);
                }
                NativeMemory.free(slope);
            }
            case BLURRED -> Imgproc.GaussianBlur(floats, floats, new Size(0, 0), size);
        }
        var bytes = new Mat();
        floats.convertTo(bytes, CvType.CV_8UC3);
        NativeMemory.free(floats);
        return Photograph.of(bytes);
    }
}
