package org.agate.vision.geometry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.agate.vision.VisionFault;
import org.agate.vision.image.Frame;
import org.agate.vision.image.NativeLibrary;
import org.agate.vision.image.NativeMemory;
import org.agate.vision.image.Photograph;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfPoint;
import org.opencv.core.Scalar;
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
    private static final int CLOSED = 9;
    private static final double WHITE = 255;

    public DishField {
        FlatField.requireVisible(diameterMillimetres, diameterMillimetres, pixelsPerMillimetre);
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

    /// Where rings of steep slopes are, and what is not of the table's colour: grains make some of the former too.
    private static List<Circle> candidates(Mat whole) {
        double shrink = Math.min(1, SEARCHED / (double) Math.min(whole.rows(), whole.cols()));
        var small = new Mat();
        Imgproc.resize(whole, small, new Size(), shrink, shrink, Imgproc.INTER_AREA);
        Imgproc.medianBlur(small, small, 5);
        var found = new ArrayList<Circle>();
        found.add(unlikeTheTable(small));
        var gray = new Mat();
        Imgproc.cvtColor(small, gray, Imgproc.COLOR_BGR2GRAY);
        int edge = Math.min(small.rows(), small.cols());
        var circles = new Mat();
        Imgproc.HoughCircles(
                gray, circles, Imgproc.HOUGH_GRADIENT, 1.5, edge / 8.0, 60, 20, (int) (LEAST_RADIUS * edge), (int)
                        (MOST_RADIUS * edge));
        for (int i = 0; i < Math.min(CANDIDATES, circles.cols()); i++) {
            double[] circle = circles.get(0, i);
            found.add(new Circle(circle[0], circle[1], circle[2]));
        }
        NativeMemory.free(small, gray, circles);
        double half = 0.5 - 0.5 * shrink;
        return found.stream()
                .map(each -> new Circle((each.x() + half) / shrink, (each.y() + half) / shrink, each.radius() / shrink))
                .toList();
    }

    /// The circle around the largest thing that has another colour than the picture's rim.
    private static Circle unlikeTheTable(Mat small) {
        double[] table = Frame.rim(small);
        var apart = new Mat();
        Core.absdiff(small, new Scalar(table[0], table[1], table[2]), apart);
        var most = new Mat();
        var other = new Mat();
        Core.extractChannel(apart, most, 0);
        for (int c = 1; c < apart.channels(); c++) {
            Core.extractChannel(apart, other, c);
            Core.max(most, other, most);
        }
        Imgproc.GaussianBlur(most, most, new Size(0, 0), 2);
        Imgproc.threshold(most, most, 0, WHITE, Imgproc.THRESH_BINARY | Imgproc.THRESH_OTSU);
        var kernel = Imgproc.getStructuringElement(Imgproc.MORPH_ELLIPSE, new Size(CLOSED, CLOSED));
        Imgproc.morphologyEx(most, most, Imgproc.MORPH_CLOSE, kernel);
        var outlines = new ArrayList<MatOfPoint>();
        var order = new Mat();
        Imgproc.findContours(most, outlines, order, Imgproc.RETR_EXTERNAL, Imgproc.CHAIN_APPROX_SIMPLE);
        var largest = new Circle(small.cols() / 2.0, small.rows() / 2.0, LEAST_RADIUS * small.rows());
        double area = 0;
        for (var outline : outlines) {
            double own = Imgproc.contourArea(outline);
            if (own > area) {
                area = own;
                var box = Imgproc.boundingRect(outline);
                // By its area: a finger that reaches in makes a box larger, not so much a dish.
                largest = new Circle(box.x + box.width / 2.0, box.y + box.height / 2.0, Math.sqrt(own / Math.PI));
            }
            NativeMemory.free(outline);
        }
        NativeMemory.free(apart, most, other, kernel, order);
        return largest;
    }
}
