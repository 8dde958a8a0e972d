package org.agate.vision.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agate.vision.VisionFault;
import org.agate.vision.image.NativeLibrary;
import org.agate.vision.image.Photograph;
import org.agate.vision.station.StationFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/// A board of 7 by 5 squares of 12 mm, printed as its sheet says, with a dish on it, seen askew.
class BoardFieldTest {

    private static final BoardField BOARD = new BoardField(7, 5, 12, 9, 10);
    private static final double DRAWN = 10;

    @BeforeAll
    static void load() {
        NativeLibrary.load();
    }

    private static Mat printed(Sheet sheet) {
        var paper = new Mat(
                (int) (DRAWN * sheet.heightMillimetres()),
                (int) (DRAWN * sheet.widthMillimetres()),
                CvType.CV_8UC3,
                Scalar.all(235));
        for (var box : sheet.black()) {
            Imgproc.rectangle(
                    paper,
                    new Point(DRAWN * box.x(), DRAWN * box.y()),
                    new Point(DRAWN * (box.x() + box.width()) - 1, DRAWN * (box.y() + box.height()) - 1),
                    Scalar.all(30),
                    -1);
        }
        return paper;
    }

    private static Photograph askew(Mat flat) {
        return Askew.of(
                flat,
                new Size(1000, 800),
                new Point(160, 90),
                new Point(900, 150),
                new Point(860, 720),
                new Point(90, 640));
    }

    private static void dish(Mat paper, double x, double y, double radius) {
        Imgproc.circle(paper, new Point(DRAWN * x, DRAWN * y), (int) (DRAWN * radius), new Scalar(60, 120, 200), -1);
    }

    @Test
    void aDishOnTheBoardIsUprightAndToScale() {
        var paper = printed(BOARD.sheet());
        dish(paper, 42, 30, 15);
        try (var photograph = askew(paper)) {
            var seen = BOARD.rectify(photograph);
            var pixels = seen.pixels().pixels();
            assertThat(pixels.cols()).isEqualTo(840);
            assertThat(pixels.rows()).isEqualTo(600);
            double area = 0;
            double x = 0;
            double y = 0;
            for (int row = 0; row < pixels.rows(); row++) {
                for (int col = 0; col < pixels.cols(); col++) {
                    double[] colour = pixels.get(row, col);
                    boolean dish = colour[0] < 120 && colour[2] > 150;
                    area += dish ? 1 : 0;
                    x += dish ? col : 0;
                    y += dish ? row : 0;
                }
            }
            assertThat(2 * Math.sqrt(area / Math.PI) / 10).isCloseTo(30, within(0.2));
            assertThat(x / area / 10).isCloseTo(42, within(0.1));
            assertThat(y / area / 10).isCloseTo(30, within(0.1));
            assertThat(seen.offMillimetres()).isLessThan(0.1);
            assertThat(seen.scale()).isBetween(7.0, 11.0);
            seen.pixels().close();
        }
    }

    @Test
    void aCoveredBoardIsHiddenAndAnotherOneToo() {
        var covered = printed(BOARD.sheet());
        dish(covered, 42, 30, 40);
        try (var photograph = askew(covered)) {
            assertThatThrownBy(() -> BOARD.rectify(photograph))
                    .isInstanceOf(VisionFault.class)
                    .hasMessageContaining("Of the (24) corners of the board only");
        }
        try (var photograph = Photograph.of(new Mat(300, 300, CvType.CV_8UC3, Scalar.all(120)))) {
            assertThatThrownBy(() -> BOARD.rectify(photograph)).hasMessageContaining("only (0)");
        }
    }

    @Test
    void aBoardIsReadFromAFileAndAnImpossibleOneIsRefused(@TempDir Path folder) throws IOException {
        var file = folder.resolve("field.json");
        Files.writeString(file, """
                {"squaresAcross": 7, "squaresDown": 5, "squareMillimetres": 12, "markerMillimetres": 9, "pixelsPerMillimetre": 10}
                """);
        assertThat(StationFile.read(file).field()).isEqualTo(BOARD);
        assertThatThrownBy(() -> new BoardField(3, 5, 12, 9, 10)).hasMessageContaining("4 × 4");
        assertThatThrownBy(() -> new BoardField(65_536, 65_536, 12, 9, 10)).hasMessageContaining("50 white squares");
        assertThatThrownBy(() -> new BoardField(7, 5, 12, 11.9, 10)).hasMessageContaining("white around them");
        assertThatThrownBy(() -> new BoardField(7, 5, 12, 9, 0.001)).hasMessageContaining("makes no picture");
        assertThatThrownBy(() -> new BoardField(7, 5, 12, 9, 1_000)).hasMessageContaining("makes no picture");
        assertThatThrownBy(() -> new BoardField(20, 20, 12, 9, 10)).hasMessageContaining("50 white squares");
        assertThatThrownBy(() -> new BoardField(7, 5, 9, 12, 10)).hasMessageContaining("do not lie in squares");
    }

    @Test
    void aSheetIsPrintedToScale() {
        var svg =
                BOARD.sheet().with(java.util.List.of(new Sheet.Box(1, 2, 5, 5))).svg();
        assertThat(svg)
                .startsWith("<svg")
                .contains("width=\"104.0mm\" height=\"80.0mm\" viewBox=\"0 0 104.0 80.0\"")
                .contains("the frame is 84.0 × 60.0 mm")
                .contains("<rect x=\"11.0\" y=\"12.0\" width=\"5.0\" height=\"5.0\" fill=\"none\"");
    }
}
