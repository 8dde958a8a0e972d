package org.agate.vision.geometry;

import java.util.Arrays;
import org.agate.vision.VisionFault;
import org.agate.vision.image.NativeLibrary;
import org.agate.vision.image.NativeMemory;
import org.agate.vision.image.Photograph;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/// A round dish of known width, seen from straight above: its edge says where it is and how large a pixel is.
///
/// @param diameterMillimetres of the edge that is seen
/// @param pixelsPerMillimetre of the rectified picture
public record DishField(double diameterMillimetres, double pixelsPerMillimetre) implements Field {

    /// So much of the table around the dish is kept, as part of its width.
    private static final double AROUND = 1.12;

    private static final int SEARCHED = 256;
    private static final double LEAST_RADIUS = 0.15;
    private static final double MOST_RADIUS = 0.6;
    private static final int RAYS = 180;

    /// So much of the edge must be where the circle is.
    private static final double LEAST_SEEN = 0.6;

    private static final double LEAST_STEP = 4;
    private static final double RING = 0.04;

    public DishField {
        if (!(diameterMillimetres > 0) || !(pixelsPerMillimetre > 0)) {
            throw new IllegalArgumentException("A dish of (%s) mm at (%s) pixels per mm cannot be looked for."
                    .formatted(diameterMillimetres, pixelsPerMillimetre));
        }
    }

    /// A circle in pixels of the original.
    private record Circle(double x, double y, double radius) {}

    @Override
    public Seen rectify(Photograph photograph) {
        NativeLibrary.load();
        var circle = find(photograph);
        double side = AROUND * diameterMillimetres * pixelsPerMillimetre;
        double zoom = diameterMillimetres * pixelsPerMillimetre / (2 * circle.radius());
        var move = new Mat(2, 3, CvType.CV_64F);
        move.put(0, 0, zoom, 0, side / 2 - zoom * circle.x(), 0, zoom, side / 2 - zoom * circle.y());
        var pixels = new Mat();
        Imgproc.warpAffine(
                photograph.pixels(),
                pixels,
                move,
                new Size(Math.rint(side), Math.rint(side)),
                Imgproc.INTER_LINEAR,
                org.opencv.core.Core.BORDER_REPLICATE);
        NativeMemory.free(move);
        return new Seen(Photograph.of(pixels), 0, 2 * circle.radius() / diameterMillimetres);
    }

    private Circle find(Photograph photograph) {
        var whole = photograph.pixels();
        double shrink = Math.min(1, SEARCHED / (double) Math.min(whole.rows(), whole.cols()));
        var small = new Mat();
        Imgproc.resize(whole, small, new Size(), shrink, shrink, Imgproc.INTER_AREA);
        Imgproc.cvtColor(small, small, Imgproc.COLOR_BGR2GRAY);
        Imgproc.medianBlur(small, small, 5);
        int edge = Math.min(small.rows(), small.cols());
        var circles = new Mat();
        Imgproc.HoughCircles(
                small, circles, Imgproc.HOUGH_GRADIENT, 1.5, edge / 8.0, 60, 20, (int) (LEAST_RADIUS * edge), (int)
                        (MOST_RADIUS * edge));
        Circle best = null;
        double seen = LEAST_SEEN;
        for (int i = 0; i < circles.cols(); i++) {
            double[] found = circles.get(0, i);
            var refined = refined(small, new Circle(found[0], found[1], found[2]));
            double part = part(small, refined);
            if (part > seen) {
                seen = part;
                best = refined;
            }
        }
        NativeMemory.free(small, circles);
        if (best == null) {
            throw new VisionFault(
                    "vision.dish.hidden",
                    "No round edge of a dish is seen.",
                    "Maybe the dish is cut off, covered, or of the colour of the table.");
        }
        double half = 0.5 - 0.5 * shrink;
        return new Circle((best.x() + half) / shrink, (best.y() + half) / shrink, best.radius() / shrink);
    }

    /// The circle through the steepest steps along the rays: its middle and radius to a fraction of a pixel.
    private static Circle refined(Mat gray, Circle circle) {
        double x = 0;
        double y = 0;
        double[] radii = new double[RAYS];
        for (int i = 0; i < RAYS; i++) {
            double angle = 2 * Math.PI * i / RAYS;
            radii[i] = edge(gray, circle, angle);
            // Opposite rays that end at different distances say where the middle is.
            x += 2 * radii[i] * Math.cos(angle) / RAYS;
            y += 2 * radii[i] * Math.sin(angle) / RAYS;
        }
        Arrays.sort(radii);
        return new Circle(circle.x() + x, circle.y() + y, radii[RAYS / 2]);
    }

    private static double edge(Mat gray, Circle circle, double angle) {
        double best = circle.radius();
        double steepest = 0;
        double reach = Math.max(3, 2 * RING * circle.radius());
        for (double r = circle.radius() - reach; r <= circle.radius() + reach; r += 0.5) {
            double step = step(gray, circle, angle, r);
            if (step > steepest) {
                steepest = step;
                best = r;
            }
        }
        return best;
    }

    /// The part of the circle that has a step in brightness.
    private static double part(Mat gray, Circle circle) {
        int seen = 0;
        for (int i = 0; i < RAYS; i++) {
            double angle = 2 * Math.PI * i / RAYS;
            double steepest = 0;
            for (double off = -1.5; off <= 1.5; off += 0.5) {
                steepest = Math.max(steepest, step(gray, circle, angle, circle.radius() + off));
            }
            seen += steepest > LEAST_STEP ? 1 : 0;
        }
        return seen / (double) RAYS;
    }

    private static double step(Mat gray, Circle circle, double angle, double radius) {
        return Math.abs(level(gray, circle, angle, radius + 1.5) - level(gray, circle, angle, radius - 1.5));
    }

    private static double level(Mat gray, Circle circle, double angle, double radius) {
        int row = (int) Math.rint(circle.y() + radius * Math.sin(angle));
        int column = (int) Math.rint(circle.x() + radius * Math.cos(angle));
        return gray.get(Math.clamp(row, 0, gray.rows() - 1), Math.clamp(column, 0, gray.cols() - 1))[0];
    }
}
