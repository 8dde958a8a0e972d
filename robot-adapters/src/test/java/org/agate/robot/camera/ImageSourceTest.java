package org.agate.robot.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import nu.pattern.OpenCV;
import org.agate.robot.camera.ImageSource.Setting;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;
import org.opencv.videoio.VideoWriter;

class ImageSourceTest {

    @TempDir
    Path folder;

    @BeforeAll
    static void loadOpenCv() {
        OpenCV.loadLocally();
    }

    /// A grey picture with a chessboard of that edge length in it.
    private static Mat board(int edge, double white) {
        var picture = new Mat(128, 128, CvType.CV_8UC3, new Scalar(90, 90, 90));
        for (int y = 0; y < 128; y += edge) {
            for (int x = (y / edge % 2) * edge; x < 128; x += 2 * edge) {
                Imgproc.rectangle(
                        picture,
                        new org.opencv.core.Rect(x, y, edge, edge),
                        new Scalar(white, white, white),
                        Imgproc.FILLED);
            }
        }
        return picture;
    }

    private static byte[] encoded(Mat picture) {
        var bytes = new MatOfByte();
        Imgcodecs.imencode(".png", picture, bytes);
        return bytes.toArray();
    }

    @Test
    void aSharpPictureHasAHigherSharpnessThanItsBlurredSelfAndWhiteIsSaturated() {
        var sharp = board(8, 200);
        var blurred = new Mat();
        Imgproc.GaussianBlur(sharp, blurred, new Size(0, 0), 3);
        assertThat(ImageFigures.of(encoded(sharp)).sharpness())
                .isGreaterThan(3 * ImageFigures.of(encoded(blurred)).sharpness());
        assertThat(ImageFigures.of(encoded(sharp)).saturation()).isZero();
        assertThat(ImageFigures.of(encoded(board(8, 255))).saturation()).isEqualTo(0.5);
        assertThatThrownBy(() -> ImageFigures.of(new byte[] {1, 2, 3})).hasMessageContaining("no image");
    }

    @Test
    void aUrlGivesItsPicture() throws IOException, InterruptedException {
        byte[] picture = encoded(board(16, 200));
        var server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/snapshot.png", exchange -> {
            exchange.sendResponseHeaders(200, picture.length);
            exchange.getResponseBody().write(picture);
            exchange.close();
        });
        server.start();
        var root = "http://127.0.0.1:" + server.getAddress().getPort();
        try (var camera = ImageSource.named(root + "/snapshot.png");
                var missing = ImageSource.named(root + "/other.png")) {
            assertThat(camera.take(Setting.automatic())).isEqualTo(picture);
            assertThatThrownBy(() -> missing.take(Setting.automatic()))
                    .isInstanceOf(NoImage.class)
                    .hasMessageContaining("404");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aFolderGivesEachNewPictureOnceAndNeverAnOldOne() throws IOException, InterruptedException {
        Files.write(folder.resolve("old.png"), encoded(board(4, 200)));
        try (var camera = ImageSource.named("folder:" + folder)) {
            byte[] first = encoded(board(8, 200));
            byte[] second = encoded(board(16, 200));
            Files.write(folder.resolve("a.png"), first);
            assertThat(camera.take(Setting.automatic())).isEqualTo(first);
            Files.write(folder.resolve("b.png"), second);
            Files.writeString(folder.resolve("notes.txt"), "not an image");
            assertThat(camera.take(Setting.automatic())).isEqualTo(second);
        }
    }

    @Test
    void aRecordedVideoGivesItsFramesInOrder() throws InterruptedException {
        var file = folder.resolve("board.avi").toString();
        var writer = new VideoWriter(file, VideoWriter.fourcc('M', 'J', 'P', 'G'), 10, new Size(128, 128));
        for (int edge : new int[] {32, 4}) {
            writer.write(board(edge, 200));
        }
        writer.release();
        try (var camera = ImageSource.named("video:" + file)) {
            double coarse = ImageFigures.of(camera.take(Setting.automatic())).sharpness();
            double fine =
                    ImageFigures.of(camera.take(new Setting(1_000, 0, 5_000))).sharpness();
            assertThat(fine).isGreaterThan(2 * coarse);
            assertThatThrownBy(() -> camera.take(Setting.automatic())).isInstanceOf(NoImage.class);
        }
    }

    @Test
    void whatIsNoSourceIsRefusedWithAdvice() {
        assertThatThrownBy(() -> ImageSource.named("polaroid")).hasMessageContaining("Maybe video:0");
        assertThatThrownBy(() -> ImageSource.named("video:" + folder.resolve("none.avi")))
                .hasMessageContaining("cannot be opened");
        assertThatThrownBy(() -> ImageSource.named("folder:" + folder.resolve("none")))
                .hasMessageContaining("is not a folder");
    }
}
