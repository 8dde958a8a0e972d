package org.agate.sim.camera;

import java.util.Set;
import java.util.SplittableRandom;
import nu.pattern.OpenCV;
import org.agate.robot.camera.Matrices;
import org.agate.sim.world.Charge;
import org.agate.sim.world.Phase;
import org.agate.sim.world.Vessel;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/// Draws the powder: orange product in pale powder, grains of the true size, streaks where it is badly mixed, in an
/// agate mortar, under uneven light, through an imperfect lens onto a noisy sensor.
public final class RenderedPowder implements Scenery {

    /// Edge of the square image, pixels.
    public static final int PIXELS = 384;

    private static final double MICRONS_PER_PIXEL = 20;
    private static final double BOWL_RADIUS = 0.44;
    private static final double EDGE_RADIUS = 0.447;
    private static final double FLOOR = 0.94;
    private static final double EDGE = 0.8;
    private static final double[] PRODUCT_RGB = {235, 120, 40};
    private static final double[] PRECURSOR_RGB = {245, 245, 240};
    private static final double[] SIDE_PHASE_RGB = {238, 240, 225};
    private static final double[] AGATE_RGB = {128, 126, 124};
    private static final double STREAK_PIXELS = 20;
    private static final double GRAIN_JITTER = 0.06;
    private static final double EXPOSURE = 0.86;
    private static final double VIGNETTE = 0.15;
    private static final double WHITE_BALANCE_SD = 0.03;
    private static final double GRADIENT_SD = 0.06;
    private static final double NOISE_SD = 2;
    private static final double GLARE_PROBABILITY = 0.02;
    private static final double DEFOCUS_PROBABILITY = 0.02;
    private static final double DEFOCUS_PIXELS = 6;
    private static final Spoiling SPOILING = new Spoiling(255, 0.04);

    public RenderedPowder() {
        OpenCV.loadLocally();
    }

    @Override
    public byte[] photograph(
            Vessel vessel, String preset, int shot, Set<Disturbance> disturbances, SplittableRandom random) {
        var charge = vessel.charge();
        double share = charge.surfaceShare(Phase.CSPBBR3);
        float[] product = productField(charge, share, random);
        float[] grain = field(Math.max(0.6, charge.grainMicrons() / MICRONS_PER_PIXEL / 2), random);
        var light = Light.random(random);
        double[] pale = pale(charge);
        boolean filled = charge.milligrams() > 0 && !disturbances.contains(Disturbance.EMPTY_DISH);
        float[] bgr = new float[PIXELS * PIXELS * 3];
        for (int y = 0; y < PIXELS; y++) {
            for (int x = 0; x < PIXELS; x++) {
                int at = y * PIXELS + x;
                double brightness = light.at(x, y);
                boolean powder = filled && inBowl(x, y, BOWL_RADIUS);
                double shade = powder ? 1 - GRAIN_JITTER * Math.abs(grain[at]) : 1 + 0.01 * grain[at];
                for (int c = 0; c < 3; c++) {
                    double body = powder
                            ? product[at] * PRODUCT_RGB[c] + (1 - product[at]) * pale[c]
                            : AGATE_RGB[c] * bowl(x, y);
                    bgr[3 * at + 2 - c] = (float) (body * shade * brightness * light.balance()[c]);
                }
            }
        }
        return develop(bgr, disturbances, random);
    }

    /// How much of each pixel is product: grains larger than a pixel are all or nothing, smaller ones average out.
    private static float[] productField(Charge charge, double share, SplittableRandom random) {
        double grainPixels = charge.grainMicrons() / MICRONS_PER_PIXEL;
        float[] streaks = field(STREAK_PIXELS, random);
        float[] grains = field(Math.max(0.4, grainPixels / 2), random);
        double spread = Math.sqrt(Math.max(0, 1 - charge.lacey()) * share * (1 - share));
        double perPixel = Math.max(1, 1 / (grainPixels * grainPixels));
        float[] product = new float[grains.length];
        for (int i = 0; i < product.length; i++) {
            double local = Math.clamp(share + spread * streaks[i], 0, 1);
            if (perPixel > 1) {
                product[i] = (float) Math.clamp(local + Math.sqrt(local * (1 - local) / perPixel) * grains[i], 0, 1);
            } else {
                product[i] = uniform(grains[i]) < local ? 1 : 0;
            }
        }
        return product;
    }

    private static double[] pale(Charge charge) {
        double side = charge.surfaceShare(Phase.CS4PBBR6);
        double rest = charge.surfaceShare(Phase.CSBR) + charge.surfaceShare(Phase.PBBR2);
        double weight = side + rest > 0 ? side / (side + rest) : 0;
        double[] colour = new double[3];
        for (int c = 0; c < 3; c++) {
            colour[c] = weight * SIDE_PHASE_RGB[c] + (1 - weight) * PRECURSOR_RGB[c];
        }
        return colour;
    }

    private static boolean inBowl(int x, int y, double radius) {
        double dx = (x + 0.5) / PIXELS - 0.5;
        double dy = (y + 0.5) / PIXELS - 0.5;
        return dx * dx + dy * dy < radius * radius;
    }

    /// How light the agate is: its edge catches the shadow, its floor lies deeper.
    private static double bowl(int x, int y) {
        if (inBowl(x, y, BOWL_RADIUS)) {
            return FLOOR;
        }
        return inBowl(x, y, EDGE_RADIUS) ? EDGE : 1;
    }

    /// Normal noise of unit variance with the given correlation length.
    private static float[] field(double sigmaPixels, SplittableRandom random) {
        float[] values = new float[PIXELS * PIXELS];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        var mat = new Mat(PIXELS, PIXELS, CvType.CV_32F);
        mat.put(0, 0, values);
        Imgproc.GaussianBlur(mat, mat, new Size(0, 0), sigmaPixels);
        mat.get(0, 0, values);
        Matrices.free(mat);
        double sum = 0;
        for (float v : values) {
            sum += v * v;
        }
        float scale = (float) (1 / Math.sqrt(sum / values.length));
        for (int i = 0; i < values.length; i++) {
            values[i] *= scale;
        }
        return values;
    }

    /// The share of a normal distribution below `z`, by the logistic curve: a camera cannot tell the difference.
    private static double uniform(double z) {
        return 1 / (1 + Math.exp(-1.702 * z));
    }

    /// Lens, sensor and JPEG.
    private static byte[] develop(float[] bgr, Set<Disturbance> disturbances, SplittableRandom random) {
        var image = new Mat(PIXELS, PIXELS, CvType.CV_32FC3);
        image.put(0, 0, bgr);
        SPOILING.beforeLens(image, disturbances, random);
        boolean blurred = disturbances.contains(Disturbance.BLUR) || random.nextDouble() < DEFOCUS_PROBABILITY;
        SPOILING.lens(image, blurred ? DEFOCUS_PIXELS : random.nextDouble(0.3, 1.0), disturbances, random);
        image.get(0, 0, bgr);
        for (int i = 0; i < bgr.length; i++) {
            bgr[i] += (float) (NOISE_SD * random.nextGaussian());
        }
        image.put(0, 0, bgr);
        if (disturbances.contains(Disturbance.GLARE) || random.nextDouble() < GLARE_PROBABILITY) {
            SPOILING.glare(image, random);
        }
        image.convertTo(image, CvType.CV_8UC3);
        var jpeg = new MatOfByte();
        Imgcodecs.imencode(".jpg", image, jpeg, new MatOfInt(Imgcodecs.IMWRITE_JPEG_QUALITY, 92));
        Matrices.free(image);
        return jpeg.toArray();
    }

    /// One exposure's light.
    private record Light(double gain, double slopeX, double slopeY, double[] balance) {

        static Light random(SplittableRandom random) {
            double[] balance = new double[3];
            for (int c = 0; c < 3; c++) {
                balance[c] = 1 + WHITE_BALANCE_SD * random.nextGaussian();
            }
            return new Light(
                    EXPOSURE * (1 + 0.02 * random.nextGaussian()),
                    GRADIENT_SD * random.nextGaussian(),
                    GRADIENT_SD * random.nextGaussian(),
                    balance);
        }

        double at(int x, int y) {
            double dx = 2.0 * x / PIXELS - 1;
            double dy = 2.0 * y / PIXELS - 1;
            return gain * (1 + slopeX * dx + slopeY * dy) * (1 - VIGNETTE * (dx * dx + dy * dy) / 2);
        }
    }
}
