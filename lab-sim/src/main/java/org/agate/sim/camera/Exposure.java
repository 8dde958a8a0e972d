package org.agate.sim.camera;

import java.util.SplittableRandom;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/// A phone-like camera: uneven light, an imperfect lens, a sensor that counts photons, an sRGB curve, JPEG.
///
/// Noise after EMVA 1288: variance = signal / full well + read noise².
final class Exposure {

    private static final double FULL_WELL_ELECTRONS = 4_000;
    private static final double READ_NOISE = 0.003;
    private static final double WHITE_BALANCE_SD = 0.02;
    private static final double GRADIENT_SD = 0.06;
    private static final double DEFOCUS_PIXELS = 5;

    private Exposure() {}

    static byte[] of(Canvas canvas, Scenery.Defects defects, SplittableRandom random) {
        int size = canvas.size();
        float[] bgr = lit(canvas, defects, random);
        var image = new Mat(size, size, CvType.CV_32FC3);
        image.put(0, 0, bgr);
        if (defects.glare()) {
            var centre = new Point(size * random.nextDouble(0.3, 0.7), size * random.nextDouble(0.3, 0.7));
            Imgproc.circle(image, centre, size / 8, new Scalar(1.5, 1.5, 1.5), -1);
        }
        double blur = defects.blur() ? DEFOCUS_PIXELS : random.nextDouble(0.5, 0.9);
        Imgproc.GaussianBlur(image, image, new Size(0, 0), blur);
        image.get(0, 0, bgr);
        for (int i = 0; i < bgr.length; i++) {
            double signal = Math.max(0, bgr[i]);
            double noise = Math.sqrt(signal / FULL_WELL_ELECTRONS + READ_NOISE * READ_NOISE);
            bgr[i] = (float) (255 * gamma(signal + noise * random.nextGaussian()));
        }
        image.put(0, 0, bgr);
        image.convertTo(image, CvType.CV_8UC3);
        var jpeg = new MatOfByte();
        Imgcodecs.imencode(".jpg", image, jpeg, new MatOfInt(Imgcodecs.IMWRITE_JPEG_QUALITY, random.nextInt(85, 96)));
        image.release();
        return jpeg.toArray();
    }

    private static float[] lit(Canvas canvas, Scenery.Defects defects, SplittableRandom random) {
        int size = canvas.size();
        double gain = random.nextDouble(0.85, 1.1) * (defects.overexposed() ? 2.2 : 1);
        double slopeX = GRADIENT_SD * random.nextGaussian();
        double slopeY = GRADIENT_SD * random.nextGaussian();
        double vignette = random.nextDouble(0, 0.25);
        double[] balance = new double[3];
        for (int c = 0; c < 3; c++) {
            balance[c] = 1 + WHITE_BALANCE_SD * random.nextGaussian();
        }
        float[] bgr = new float[3 * size * size];
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                double x = 2.0 * column / size - 1;
                double y = 2.0 * row / size - 1;
                double light = gain * (1 + slopeX * x + slopeY * y) * (1 - vignette * (x * x + y * y));
                int at = 3 * (row * size + column);
                for (int c = 0; c < 3; c++) {
                    bgr[at + 2 - c] = (float) (canvas.rgb()[at + c] * light * balance[c]);
                }
            }
        }
        return bgr;
    }

    /// The sRGB curve.
    private static double gamma(double linear) {
        double x = Math.clamp(linear, 0, 1);
        return x <= 0.0031308 ? 12.92 * x : 1.055 * Math.pow(x, 1 / 2.4) - 0.055;
    }
}
