package org.agate.vision.feature;

import java.util.ArrayList;
import java.util.List;
import org.agate.vision.image.Photograph;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfDouble;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/// Colour and texture of a powder as a list of numbers, always of the same length and order.
///
/// Colour is taken relative to the rim of the picture (the dish), so that exposure and white balance drop out; texture
/// relative to its own brightness. Bands follow the wavelet idea of grain sizing (Buscombe 2013, 10.1111/sed.12049).
public record Features(double[] values) {

    /// How many numbers from the first on describe colour alone; the others describe texture, twice:
    /// of the middle and of the whole picture.
    public static final int COLOUR = 6;

    private static final int BANDS = 6;
    private static final int[] GRANULES = {3, 5, 9, 15};

    /// Computes the features of a photograph.
    public static Features of(Photograph photograph) {
        var values = new ArrayList<Double>();
        colour(photograph.pixels(), values);
        var gray = photograph.brightness();
        texture(photograph.pixels(), gray, true, values);
        texture(photograph.pixels(), gray, false, values);
        gray.release();
        return new Features(values.stream().mapToDouble(v -> v).toArray());
    }

    private static void colour(Mat pixels, List<Double> values) {
        var middle = Photograph.middle(pixels);
        var mean = new MatOfDouble();
        Core.meanStdDev(middle, mean, new MatOfDouble());
        double[] rim = rim(pixels);
        double sum = mean.get(0, 0)[0] + mean.get(1, 0)[0] + mean.get(2, 0)[0];
        for (int c = 0; c < 3; c++) {
            values.add(mean.get(c, 0)[0] / Math.max(1, rim[c]));
        }
        for (int c = 0; c < 3; c++) {
            values.add(mean.get(c, 0)[0] / Math.max(1, sum));
        }
    }

    private static void texture(Mat pixels, Mat gray, boolean middleOnly, List<Double> values) {
        var colours = middleOnly ? Photograph.middle(pixels) : pixels;
        var brightness = middleOnly ? Photograph.middle(gray) : gray;
        var mean = new MatOfDouble();
        var deviation = new MatOfDouble();
        Core.meanStdDev(colours, mean, deviation);
        for (int c = 0; c < 3; c++) {
            values.add(deviation.get(c, 0)[0] / Math.max(1, mean.get(c, 0)[0]));
        }
        double level = Math.max(1, Core.mean(brightness).val[0]);
        bands(brightness, level, values);
        granules(brightness, level, values);
    }

    private static double[] rim(Mat pixels) {
        int frame = Math.max(1, pixels.rows() / 20);
        var top = Core.mean(pixels.rowRange(0, frame)).val;
        var bottom = Core.mean(pixels.rowRange(pixels.rows() - frame, pixels.rows())).val;
        var left = Core.mean(pixels.colRange(0, frame)).val;
        var right = Core.mean(pixels.colRange(pixels.cols() - frame, pixels.cols())).val;
        double[] rim = new double[3];
        for (int c = 0; c < 3; c++) {
            rim[c] = (top[c] + bottom[c] + left[c] + right[c]) / 4;
        }
        return rim;
    }

    /// Energy, skewness and kurtosis of differences of Gaussians, an octave apart.
    private static void bands(Mat gray, double level, List<Double> values) {
        var fine = gray.clone();
        double before = 0;
        for (int band = 0; band < BANDS; band++) {
            var coarse = new Mat();
            Imgproc.GaussianBlur(gray, coarse, new Size(0, 0), 0.7 * Math.pow(2, band));
            var difference = new Mat();
            Core.subtract(fine, coarse, difference);
            double[] moments = moments(difference);
            values.add(Math.log(1e-6 + moments[0] / level));
            values.add(moments[1]);
            values.add(Math.log(1e-6 + moments[2]));
            if (band > 0) {
                values.add(Math.log((1e-6 + moments[0]) / (1e-6 + before)));
            }
            before = moments[0];
            fine.release();
            difference.release();
            fine = coarse;
        }
        fine.release();
    }

    /// Standard deviation, skewness, kurtosis.
    private static double[] moments(Mat values) {
        var square = new Mat();
        Core.multiply(values, values, square);
        double m2 = Core.mean(square).val[0];
        var power = new Mat();
        Core.multiply(square, values, power);
        double m3 = Core.mean(power).val[0];
        Core.multiply(square, square, power);
        double m4 = Core.mean(power).val[0];
        square.release();
        power.release();
        double sd = Math.sqrt(Math.max(1e-12, m2));
        return new double[] {sd, m3 / Math.pow(sd, 3), m4 / Math.pow(sd, 4)};
    }

    /// What openings and closings of growing size remove: bright grains and dark gaps by size.
    private static void granules(Mat gray, double level, List<Double> values) {
        var bytes = new Mat();
        gray.convertTo(bytes, CvType.CV_8U);
        var worked = new Mat();
        double mean = Core.mean(bytes).val[0];
        for (int size : GRANULES) {
            var element = Imgproc.getStructuringElement(Imgproc.MORPH_ELLIPSE, new Size(size, size));
            Imgproc.morphologyEx(bytes, worked, Imgproc.MORPH_OPEN, element);
            values.add((mean - Core.mean(worked).val[0]) / level);
            Imgproc.morphologyEx(bytes, worked, Imgproc.MORPH_CLOSE, element);
            values.add((Core.mean(worked).val[0] - mean) / level);
            element.release();
        }
        bytes.release();
        worked.release();
    }
}
