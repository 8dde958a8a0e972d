package org.agate.vision.geometry;

import org.agate.vision.geometry.DishField.Circle;
import org.agate.vision.image.NativeMemory;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/// The step in colour along a circle, sector by sector. Around a dish it goes the same way everywhere; between grains
/// it goes up here and down there.
///
/// @param step mean height in the channel that has the highest, grey levels
/// @param agreeing part of the sectors whose step goes the same way
record DishEdge(Circle circle, double step, double agreeing) {

    private static final int RAYS = 360;
    private static final int SECTORS = 36;
    private static final double REACH = 0.1;
    private static final double WIDTH = 0.025;
    private static final double LEAST_STEP = 6;
    private static final double LEAST_AGREEING = 0.85;

    boolean isOfADish() {
        return step >= LEAST_STEP && agreeing >= LEAST_AGREEING;
    }

    /// The picture around a circle, unrolled: levels by channel, sector and radius.
    private record Unrolled(float[][][] levels) {

        static Unrolled of(Mat pixels, Circle circle, int radii) {
            var rolled = new Mat();
            // One column is one pixel of radius.
            Imgproc.warpPolar(
                    pixels,
                    rolled,
                    new Size(radii, RAYS),
                    new Point(circle.x(), circle.y()),
                    radii,
                    Imgproc.INTER_LINEAR | Imgproc.WARP_POLAR_LINEAR);
            Imgproc.resize(rolled, rolled, new Size(radii, SECTORS), 0, 0, Imgproc.INTER_AREA);
            rolled.convertTo(rolled, CvType.CV_32F);
            float[] values = new float[(int) rolled.total() * rolled.channels()];
            rolled.get(0, 0, values);
            int channels = rolled.channels();
            NativeMemory.free(rolled);
            float[][][] levels = new float[channels][SECTORS][radii];
            for (int i = 0; i < values.length; i++) {
                int place = i / channels;
                levels[i % channels][place / radii][place % radii] = values[i];
            }
            return new Unrolled(levels);
        }

        /// How much higher it is outside a radius than inside.
        double step(int channel, int sector, int radius, int width) {
            double height = 0;
            for (int k = 1; k <= width; k++) {
                height += levels[channel][sector][radius + k] - levels[channel][sector][radius - k];
            }
            return height / width;
        }
    }

    static DishEdge near(Mat pixels, Circle guess) {
        int width = (int) Math.max(2, WIDTH * guess.radius());
        int from = (int) Math.max(width + 1, (1 - REACH) * guess.radius());
        int to = (int) Math.max(from + 2, (1 + REACH) * guess.radius());
        var unrolled = Unrolled.of(pixels, guess, to + width + 2);
        int channel = 0;
        int at = from;
        double highest = 0;
        for (int c = 0; c < unrolled.levels().length; c++) {
            for (int radius = from; radius <= to; radius++) {
                double mean = mean(unrolled, c, radius, width);
                if (Math.abs(mean) > Math.abs(highest)) {
                    highest = mean;
                    channel = c;
                    at = radius;
                }
            }
        }
        return of(guess, unrolled, channel, at, highest, width);
    }

    private static double mean(Unrolled unrolled, int channel, int radius, int width) {
        double sum = 0;
        for (int sector = 0; sector < SECTORS; sector++) {
            sum += unrolled.step(channel, sector, radius, width);
        }
        return sum / SECTORS;
    }

    /// The circle through the sectors' own highest steps near the common one.
    private static DishEdge of(Circle guess, Unrolled unrolled, int channel, int at, double highest, int width) {
        double way = Math.signum(highest);
        int reach = Math.max(2, width);
        double x = 0;
        double y = 0;
        double radius = 0;
        int agreeing = 0;
        for (int sector = 0; sector < SECTORS; sector++) {
            double best = 0;
            int where = at;
            int last = unrolled.levels()[channel][sector].length - width - 1;
            for (int r = Math.max(width, at - reach); r <= Math.min(last, at + reach); r++) {
                double here = way * unrolled.step(channel, sector, r, width);
                if (here > best) {
                    best = here;
                    where = r;
                }
            }
            double own = where + between(unrolled, channel, sector, where, width, last);
            double angle = 2 * Math.PI * (sector + 0.5) / SECTORS;
            // Opposite sectors that end at different distances say where the middle is.
            x += 2 * own * Math.cos(angle) / SECTORS;
            y += 2 * own * Math.sin(angle) / SECTORS;
            radius += own / SECTORS;
            agreeing += way * unrolled.step(channel, sector, at, width) > LEAST_STEP / 2 ? 1 : 0;
        }
        return new DishEdge(
                new Circle(guess.x() + x, guess.y() + y, radius), Math.abs(highest), agreeing / (double) SECTORS);
    }

    /// The peak of a parabola through three neighbouring steps, −½ to ½ of a pixel.
    private static double between(Unrolled unrolled, int channel, int sector, int at, int width, int last) {
        if (at <= width || at >= last) {
            return 0;
        }
        double before = unrolled.step(channel, sector, at - 1, width);
        double here = unrolled.step(channel, sector, at, width);
        double after = unrolled.step(channel, sector, at + 1, width);
        double bend = before - 2 * here + after;
        return bend == 0 ? 0 : Math.clamp((before - after) / (2 * bend), -0.5, 0.5);
    }
}
