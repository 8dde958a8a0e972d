package org.agate.sim.camera;

import java.util.SplittableRandom;
import org.agate.robot.camera.Matrices;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/// A spread heap of two powders seen from above: grains of true size and shape, painted from the bottom up, lit
/// from the side, with shadows between them. Linear light, before any camera.
///
/// From above the area counts, so a fine powder is seen more than its mass share says: a model has to learn this bend.
final class Heap {

    private static final double LAYERS = 3;
    private static final double BACKGROUND = 0.32;
    private static final double AMBIENT = 0.45;
    private static final double SPECULAR = 0.45;
    private static final double SHININESS = 45;
    private static final double CAVITY = 0.5;
    private static final double COLOUR_JITTER = 0.05;
    private static final double STREAK_MICRONS = 1_500;
    private static final double[] LIGHT = unit(-0.45, -0.35, 0.82);
    private static final double[] HALFWAY = unit(-0.45, -0.35, 1.82);

    private final Grain first;
    private final Grain second;
    private final double massShare;
    private final double lacey;
    private final double micronsPerPixel;
    private final SplittableRandom random;

    /// @param massShare of the first powder, 0 to 1
    /// @param lacey mixing index, 1 for a random mixture
    Heap(Grain first, Grain second, double massShare, double lacey, double micronsPerPixel, SplittableRandom random) {
        this.first = first;
        this.second = second;
        this.massShare = massShare;
        this.lacey = lacey;
        this.micronsPerPixel = micronsPerPixel;
        this.random = random;
    }

    Canvas paint(int size) {
        var canvas = new Canvas(size, BACKGROUND);
        float[] streaks = streaks(size);
        double spread = Math.sqrt(Math.max(0, 1 - lacey) * massShare * (1 - massShare));
        double covered = 0;
        double wanted = LAYERS * size * size;
        while (covered < wanted) {
            double x = random.nextDouble(-20, size + 20);
            double y = random.nextDouble(-20, size + 20);
            double local = massShare + spread * streaks[index(x, y, size)];
            var grain = random.nextDouble() < numberShare(Math.clamp(local, 0, 1)) ? first : second;
            double diameter = grain.diameter(random) / micronsPerPixel;
            double level = covered / wanted * LAYERS * diameter / 2;
            for (int body = 0; body < grain.shape().bodies(); body++) {
                double off = body == 0 ? 0 : 0.45 * diameter;
                body(canvas, grain, x + off * random.nextGaussian(), y + off * random.nextGaussian(), level, diameter);
            }
            covered += diameter * diameter;
        }
        shade(canvas);
        return canvas;
    }

    /// Share of the grains, by number, that are of the first powder.
    private double numberShare(double mass) {
        double one = mass * first.numberPerMass();
        double other = (1 - mass) * second.numberPerMass();
        return one + other > 0 ? one / (one + other) : 0;
    }

    private static int index(double x, double y, int size) {
        int column = (int) Math.clamp(x, 0, size - 1);
        int row = (int) Math.clamp(y, 0, size - 1);
        return row * size + column;
    }

    /// Where the first powder is too much and too little: a smooth field of unit variance.
    private float[] streaks(int size) {
        float[] values = new float[size * size];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        var field = new Mat(size, size, CvType.CV_32F);
        field.put(0, 0, values);
        double sigma = STREAK_MICRONS / micronsPerPixel;
        Imgproc.GaussianBlur(field, field, new Size(0, 0), sigma);
        // White noise smoothed by a Gaussian keeps 1 / (4 pi sigma²) of its variance.
        Core.multiply(field, new org.opencv.core.Scalar(2 * Math.sqrt(Math.PI) * sigma), field);
        field.get(0, 0, values);
        Matrices.free(field);
        return values;
    }

    private void body(Canvas canvas, Grain grain, double x, double y, double level, double diameter) {
        double[][] rotation = rotation();
        double[][] corners = corners(grain, rotation, diameter);
        double tint = 1 + COLOUR_JITTER * random.nextGaussian();
        for (int axis = 0; axis < 3; axis++) {
            for (int sign = -1; sign <= 1; sign += 2) {
                double[] normal = {sign * rotation[0][axis], sign * rotation[1][axis], sign * rotation[2][axis]};
                if (normal[2] > 0) {
                    face(canvas, grain, corners, axis, sign, normal, x, y, level, tint);
                }
            }
        }
    }

    private static void face(
            Canvas canvas,
            Grain grain,
            double[][] corners,
            int axis,
            int sign,
            double[] normal,
            double x,
            double y,
            double level,
            double tint) {
        double[] xs = new double[4];
        double[] ys = new double[4];
        double[] zs = new double[4];
        int[] around = {0, 1, 3, 2};
        for (int i = 0; i < 4; i++) {
            int corner = corner(axis, sign, around[i]);
            xs[i] = x + corners[corner][0];
            ys[i] = y + corners[corner][1];
            zs[i] = level + corners[corner][2];
        }
        double diffuse = Math.max(0, dot(normal, LIGHT));
        double glint = SPECULAR * Math.pow(Math.max(0, dot(normal, HALFWAY)), SHININESS);
        double brightness = tint * (AMBIENT + (1 - AMBIENT) * diffuse);
        double[] colour = {
            grain.red() * brightness + glint, grain.green() * brightness + glint, grain.blue() * brightness + glint
        };
        canvas.face(xs, ys, zs, colour, grain.translucency());
    }

    /// The number of a corner of a box: bit `a` tells on which side of axis `a` it lies.
    private static int corner(int axis, int sign, int which) {
        int one = (axis + 1) % 3;
        int other = (axis + 2) % 3;
        return (sign > 0 ? 1 << axis : 0) | ((which & 1) << one) | ((which >> 1) << other);
    }

    private double[][] corners(Grain grain, double[][] rotation, double diameter) {
        double[][] corners = new double[8][3];
        for (int corner = 0; corner < 8; corner++) {
            double[] inside = new double[3];
            for (int axis = 0; axis < 3; axis++) {
                double side = (corner >> axis & 1) == 1 ? 0.5 : -0.5;
                inside[axis] = diameter
                        * (side * grain.shape().edge(axis) + grain.shape().jitter() * random.nextDouble(-0.5, 0.5));
            }
            for (int axis = 0; axis < 3; axis++) {
                corners[corner][axis] = dot(rotation[axis], inside);
            }
        }
        return corners;
    }

    /// A uniformly random rotation, from a unit quaternion.
    private double[][] rotation() {
        double[] q = new double[4];
        double norm = 0;
        for (int i = 0; i < 4; i++) {
            q[i] = random.nextGaussian();
            norm += q[i] * q[i];
        }
        double scale = 1 / Math.sqrt(norm);
        double w = q[0] * scale;
        double x = q[1] * scale;
        double y = q[2] * scale;
        double z = q[3] * scale;
        return new double[][] {
            {1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)},
            {2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)},
            {2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)}
        };
    }

    /// Cavities are darker, and what stands behind a higher grain lies in its shadow.
    private void shade(Canvas canvas) {
        int size = canvas.size();
        var height = new Mat(size, size, CvType.CV_32F);
        height.put(0, 0, canvas.height());
        var around = new Mat();
        double sigma = Math.max(first.medianMicrons(), second.medianMicrons()) / micronsPerPixel;
        Imgproc.GaussianBlur(height, around, new Size(0, 0), Math.max(1, sigma));
        float[] mean = new float[size * size];
        around.get(0, 0, mean);
        Matrices.free(height, around);
        float[] own = canvas.height();
        double deviation = deviation(own, mean);
        int reach = (int) Math.max(1, sigma / 3);
        for (int i = 0; i < own.length; i++) {
            int lit = Math.max(0, i - reach - reach * size);
            double cavity = Math.clamp((mean[i] - own[i]) / deviation, 0, 1);
            double shadow = Math.clamp((own[lit] - own[i]) / (2 * deviation), 0, 0.5);
            double light = (1 - CAVITY * cavity) * (1 - 0.5 * shadow);
            for (int c = 0; c < 3; c++) {
                canvas.rgb()[3 * i + c] *= (float) light;
            }
        }
    }

    private static double deviation(float[] values, float[] means) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += (values[i] - means[i]) * (values[i] - means[i]);
        }
        return Math.max(1e-6, Math.sqrt(sum / values.length));
    }

    private static double dot(double[] a, double[] b) {
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    }

    private static double[] unit(double x, double y, double z) {
        double norm = Math.sqrt(x * x + y * y + z * z);
        return new double[] {x / norm, y / norm, z / norm};
    }
}
