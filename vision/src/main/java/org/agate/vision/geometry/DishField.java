package org.agate.vision.geometry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.agate.vision.VisionFault;
import org.agate.vision.image.NativeLibrary;
import org.agate.vision.image.NativeMemory;
import org.agate.vision.image.Photograph;
import org.opencv.core.Core;
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
    private static final int CANDIDATES = 4;
    private static final int ROUNDS = 3;

    public DishField {
        if (!(diameterMillimetres > 0) || !(pixelsPerMillimetre > 0)) {
            throw new IllegalArgumentException(
                    "A dish of (%s) mm at (%s) pixels per mm cannot be looked for.\nMaybe give diameterMillimetres and pixelsPerMillimetre."
                            .formatted(diameterMillimetres, pixelsPerMillimetre));
        }
    }

    /// A circle in pixels of the original.
    record Circle(double x, double y, double radius) {}

    @Override
    public Seen rectify(Photograph photograph) {
        NativeLibrary.load();
        var circle = find(photograph.pixels());
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
                Core.BORDER_REPLICATE);
        NativeMemory.free(move);
        return new Seen(Photograph.of(pixels), 0, 2 * circle.radius() / diameterMillimetres);
    }

    private static Circle find(Mat whole) {
        return candidates(whole).stream()
                .map(candidate -> settled(whole, candidate))
                .filter(DishEdge::isOfADish)
                .max(Comparator.comparingDouble(DishEdge::step))
                .map(DishEdge::circle)
                .orElseThrow(() -> new VisionFault(
                        "vision.dish.hidden",
                        "No round edge of a dish is seen.",
                        "Maybe the dish is cut off, covered, or of the colour of the table."));
    }

    /// The edge near a circle, looked for again from where it was found.
    private static DishEdge settled(Mat whole, Circle candidate) {
        var edge = DishEdge.near(whole, candidate);
        for (int round = 1; round < ROUNDS; round++) {
            edge = DishEdge.near(whole, edge.circle());
        }
        return edge;
    }

    /// Where rings of steep slopes may be; grains make some too.
    private static List<Circle> candidates(Mat whole) {
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
        var found = new ArrayList<Circle>();
        for (int i = 0; i < Math.min(CANDIDATES, circles.cols()); i++) {
            double[] circle = circles.get(0, i);
            double half = 0.5 - 0.5 * shrink;
            found.add(new Circle((circle[0] + half) / shrink, (circle[1] + half) / shrink, circle[2] / shrink));
        }
        NativeMemory.free(small, circles);
        return found;
    }
}
