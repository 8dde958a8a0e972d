package org.agate.sim.camera;

import java.util.Set;
import java.util.SplittableRandom;
import org.agate.robot.camera.Matrices;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/// Does to a picture of floats what a disturbance would have done to the light that made it.
///
/// @param white the value of a white that fills the sensor
/// @param ambient what the room's light gives, as part of the lamp's
record Spoiling(double white, double ambient) {

    private static final double DARK = 4e-4;
    private static final double SHAKE_PART = 0.04;
    private static final double DEFOCUS_PART = 0.0155;
    private static final double FINGER_PART = 0.09;
    private static final double WRONG_RADIUS = 0.38;
    private static final double GLARE_PART = 0.111;

    /// A finger's blue, green and red, as part of white.
    private static final double[] SKIN = {0.28, 0.38, 0.62};

    private static final double PORCELAIN = 0.88;

    /// What lies or falls into the light's way before the lens.
    void beforeLens(Mat image, Set<Disturbance> disturbances, SplittableRandom random) {
        if (disturbances.contains(Disturbance.WRONG_DISH)) {
            rim(image);
        }
        if (disturbances.contains(Disturbance.HAND)) {
            finger(image, random);
        }
        if (disturbances.contains(Disturbance.DEAD_LAMP)) {
            Core.multiply(image, Scalar.all(ambient), image);
        }
        if (disturbances.contains(Disturbance.COVERED_LENS)) {
            image.setTo(Scalar.all(DARK * white));
        }
    }

    /// A lamp's reflection.
    void glare(Mat image, SplittableRandom random) {
        int size = image.rows();
        var centre = new Point(size * random.nextDouble(0.3, 0.7), size * random.nextDouble(0.3, 0.7));
        Imgproc.circle(image, centre, (int) (GLARE_PART * size), Scalar.all(1.5 * white), -1);
    }

    /// The lens itself, and the stage under it.
    void lens(Mat image, double sharp, Set<Disturbance> disturbances, SplittableRandom random) {
        double blur = disturbances.contains(Disturbance.BLUR) ? DEFOCUS_PART * image.rows() : sharp;
        Imgproc.GaussianBlur(image, image, new Size(0, 0), blur);
        if (disturbances.contains(Disturbance.SHAKE)) {
            shake(image, random.nextDouble(Math.PI));
        }
    }

    /// The inside of a smaller dish shows what was there; around it is white.
    private void rim(Mat image) {
        int size = image.rows();
        var outside = new Mat(size, size, CvType.CV_8U, Scalar.all(255));
        Imgproc.circle(outside, new Point(size / 2.0, size / 2.0), (int) (WRONG_RADIUS * size), Scalar.all(0), -1);
        image.setTo(Scalar.all(PORCELAIN * white), outside);
        Matrices.free(outside);
    }

    private void finger(Mat image, SplittableRandom random) {
        int size = image.rows();
        double angle = random.nextDouble(2 * Math.PI);
        double far = 0.7 * size;
        var tip = new Point(
                size * (0.5 + 0.1 * random.nextGaussian() / 2), size * (0.5 + 0.1 * random.nextGaussian() / 2));
        var root = new Point(tip.x + far * Math.cos(angle), tip.y + far * Math.sin(angle));
        var colour = new Scalar(SKIN[0] * white, SKIN[1] * white, SKIN[2] * white);
        Imgproc.line(image, tip, root, colour, (int) (2 * FINGER_PART * size), Imgproc.LINE_8);
    }

    private static void shake(Mat image, double angle) {
        int length = (int) (SHAKE_PART * image.rows()) | 1;
        var path = Mat.zeros(length, length, CvType.CV_32F);
        double half = (length - 1) / 2.0;
        var from = new Point(half - half * Math.cos(angle), half - half * Math.sin(angle));
        var to = new Point(half + half * Math.cos(angle), half + half * Math.sin(angle));
        Imgproc.line(path, from, to, Scalar.all(1));
        Core.divide(path, Scalar.all(Core.sumElems(path).val[0]), path);
        Imgproc.filter2D(image, image, -1, path);
        Matrices.free(path);
    }
}
