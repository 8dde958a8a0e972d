package org.agate.sim.camera;

import java.util.Set;
import java.util.SplittableRandom;
import org.agate.robot.camera.Matrices;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.imgcodecs.Imgcodecs;

/// A phone-like camera: uneven light, an imperfect lens, a sensor that counts photons, an sRGB curve, JPEG.
///
/// Noise after EMVA 1288: variance = signal / full well + read noise².
final class Exposure {

    private static final double FULL_WELL_ELECTRONS = 4_000;
    private static final double READ_NOISE = 0.003;
    private static final double WHITE_BALANCE_SD = 0.02;
    private static final double GRADIENT_SD = 0.06;
    private static final Spoiling SPOILING = new Spoiling(1, 0.02);

    private Exposure() {}

    static byte[] of(Canvas canvas, Set<Disturbance> disturbances, SplittableRandom random) {
        int size = canvas.size();
        float[] bgr = lit(canvas, disturbances, random);
        var image = new Mat(size, size, CvType.CV_32FC3);
        image.put(0, 0, bgr);
        SPOILING.beforeLens(image, disturbances, random);
        if (disturbances.contains(Disturbance.GLARE)) {
            SPOILING.glare(image, random);
        }
        SPOILING.lens(image, random.nextDouble(0.5, 0.9), disturbances, random);
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
        Matrices.free(image);
        return jpeg.toArray();
    }

    private static float[] lit(Canvas canvas, Set<Disturbance> disturbances, SplittableRandom random) {
        int size = canvas.size();
        double gain = random.nextDouble(0.85, 1.1) * (disturbances.contains(Disturbance.OVEREXPOSED) ? 2.2 : 1);
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
