package org.agate.vision.geometry;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.agate.vision.VisionFault;
import org.agate.vision.image.NativeMemory;
import org.agate.vision.image.Photograph;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Size;
import org.opencv.objdetect.CharucoBoard;
import org.opencv.objdetect.CharucoDetector;

/// A field that is a ChArUco board (dictionary 4×4, 50): a chessboard with a marker in each white square. The dish
/// stands on it anywhere, as long as some corners are still seen; they are found to a fraction of a pixel.
///
/// @param squaresAcross and down, four at least
/// @param squareMillimetres edge of a square
/// @param markerMillimetres edge of a marker, white around it
public record BoardField(
        int squaresAcross,
        int squaresDown,
        double squareMillimetres,
        double markerMillimetres,
        double pixelsPerMillimetre)
        implements FlatField {

    private static final int FEWEST_SQUARES = 4;
    private static final int MOST_SQUARES = 25;
    private static final int MOST_MARKERS = 50;
    private static final int FEWEST_CORNERS = 6;
    private static final double LARGEST_MARKER = 0.85;

    public BoardField {
        if (Math.min(squaresAcross, squaresDown) < FEWEST_SQUARES
                || Math.max(squaresAcross, squaresDown) > MOST_SQUARES
                || squaresAcross * squaresDown / 2 > MOST_MARKERS) {
            throw new IllegalArgumentException("A board of (%d × %d) squares is not between 4 × 4 and %d white squares."
                    .formatted(squaresAcross, squaresDown, MOST_MARKERS));
        }
        if (!(markerMillimetres > 0) || !(markerMillimetres <= LARGEST_MARKER * squareMillimetres)) {
            throw new IllegalArgumentException(
                    "Markers of (%s) mm do not lie in squares of (%s) mm with white around them.\nMaybe make them three quarters as wide."
                            .formatted(markerMillimetres, squareMillimetres));
        }
        FlatField.requireVisible(
                squaresAcross * squareMillimetres, squaresDown * squareMillimetres, pixelsPerMillimetre);
    }

    @Override
    public double widthMillimetres() {
        return squaresAcross * squareMillimetres;
    }

    @Override
    public double heightMillimetres() {
        return squaresDown * squareMillimetres;
    }

    /// Looks for the corners of the squares and turns the field upright.
    ///
    /// @throws VisionFault `vision.markers.hidden` when fewer than six corners are seen, or no four of a rectangle;
    ///     `vision.markers.moved` when the board is not flat, or another one
    @Override
    public Seen rectify(Photograph photograph) {
        var field = new ArrayList<Point>();
        var picture = new ArrayList<Point>();
        find(photograph, field, picture);
        if (field.size() < FEWEST_CORNERS || !spanArea(field)) {
            throw new VisionFault(
                    "vision.markers.hidden",
                    "Of the (%d) corners of the board only (%d) are seen."
                            .formatted((squaresAcross - 1) * (squaresDown - 1), field.size()),
                    "Maybe something lies on it, it is another board, or the picture is blurred.");
        }
        return new Pose(picture, field).upright(photograph, this, "of the board");
    }

    private void find(Photograph photograph, List<Point> field, List<Point> picture) {
        var dictionary = Sheet.dictionary();
        var corners = new Mat();
        var numbers = new Mat();
        var board = new CharucoBoard(
                new Size(squaresAcross, squaresDown), (float) squareMillimetres, (float) markerMillimetres, dictionary);
        var detector = new CharucoDetector(board);
        detector.detectBoard(photograph.pixels(), corners, numbers);
        // Native code that they own is at work until here: they must not be collected before.
        Reference.reachabilityFence(detector);
        Reference.reachabilityFence(board);
        Reference.reachabilityFence(dictionary);
        for (int i = 0; i < numbers.rows(); i++) {
            int number = (int) numbers.get(i, 0)[0];
            double[] at = corners.get(i, 0);
            int row = number / (squaresAcross - 1);
            int col = number % (squaresAcross - 1);
            field.add(new Point((col + 1) * squareMillimetres, (row + 1) * squareMillimetres));
            picture.add(new Point(at[0], at[1]));
        }
        NativeMemory.free(corners, numbers);
    }

    /// Whether four of the corners make a rectangle: with fewer the pose could be any.
    private static boolean spanArea(List<Point> field) {
        var columns = field.stream()
                .collect(Collectors.groupingBy(
                        point -> point.y, Collectors.mapping(point -> point.x, Collectors.toSet())))
                .values();
        return columns.stream()
                .anyMatch(row -> columns.stream()
                        .anyMatch(other -> other != row
                                && other.stream().filter(row::contains).count() >= 2));
    }

    @Override
    public Sheet sheet() {
        var black = new ArrayList<Sheet.Box>();
        double inset = (squareMillimetres - markerMillimetres) / 2;
        int number = 0;
        for (int row = 0; row < squaresDown; row++) {
            for (int col = 0; col < squaresAcross; col++) {
                double x = col * squareMillimetres;
                double y = row * squareMillimetres;
                if ((row + col) % 2 == 0) {
                    black.add(new Sheet.Box(x, y, squareMillimetres, squareMillimetres));
                } else {
                    black.addAll(Sheet.marker(number++, x + inset, y + inset, markerMillimetres));
                }
            }
        }
        return new Sheet(widthMillimetres(), heightMillimetres(), black, List.of());
    }
}
