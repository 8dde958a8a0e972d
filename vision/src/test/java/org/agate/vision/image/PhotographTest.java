package org.agate.vision.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import org.agate.vision.VisionFault;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Scalar;
import org.opencv.imgcodecs.Imgcodecs;

/// Whatever a camera or a person may hand in.
class PhotographTest {

    @BeforeAll
    static void load() {
        NativeLibrary.load();
    }

    private static byte[] encoded(String ending, Mat pixels) {
        var bytes = new MatOfByte();
        Imgcodecs.imencode(ending, pixels, bytes);
        pixels.release();
        return bytes.toArray();
    }

    /// Left half dark, right half bright.
    private static Mat halves(int rows, int cols) {
        var pixels = new Mat(rows, cols, CvType.CV_8UC3, new Scalar(20, 30, 40));
        pixels.colRange(cols / 2, cols).setTo(new Scalar(180, 190, 200));
        return pixels;
    }

    @Test
    void aTruncatedPhotographIsRefusedAndNotFilledWithGrey() {
        var random = new Mat(200, 300, CvType.CV_8UC3);
        Core.randu(random, 0, 255);
        byte[] jpeg = encoded(".jpg", random);
        assertThatThrownBy(() -> Photograph.decode(Arrays.copyOf(jpeg, jpeg.length / 2)))
                .isInstanceOf(VisionFault.class)
                .hasMessageContaining("end")
                .extracting(fault -> ((VisionFault) fault).code())
                .isEqualTo("vision.image.truncated");
        byte[] png = encoded(".png", halves(64, 64));
        assertThatThrownBy(() -> Photograph.decode(Arrays.copyOf(png, png.length - 30)))
                .hasMessageContaining("end");
    }

    @Test
    void sixteenBitAndGreyBecomeEightBitColour() {
        var deep = new Mat(64, 64, CvType.CV_16UC3, Scalar.all(0x8000));
        try (var photograph = Photograph.decode(encoded(".png", deep))) {
            assertThat(photograph.pixels().type()).isEqualTo(CvType.CV_8UC3);
            assertThat(photograph.pixels().get(5, 5)[0]).isCloseTo(128, within(1.0));
        }
        var grey = new Mat(64, 64, CvType.CV_8UC1, Scalar.all(77));
        try (var photograph = Photograph.decode(encoded(".jpg", grey))) {
            assertThat(photograph.pixels().get(5, 5)).containsExactly(77, 77, 77);
        }
    }

    @Test
    void twelveBitsAtTheLowEndOfSixteenAreNoDarkPicture() {
        var deep = new Mat(64, 64, CvType.CV_16UC3, Scalar.all(2_400));
        try (var photograph = Photograph.decode(encoded(".png", deep))) {
            assertThat(photograph.pixels().get(5, 5)[0]).isCloseTo(150, within(1.0));
        }
    }

    private static byte[] header(int width, int height) {
        var data = ByteBuffer.allocate(17).put("IHDR".getBytes(StandardCharsets.US_ASCII));
        data.putInt(width).putInt(height).put(new byte[] {8, 2, 0, 0, 0});
        var crc = new CRC32();
        crc.update(data.array());
        return ByteBuffer.allocate(8 + 4 + 17 + 4 + 12)
                .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'})
                .putInt(13)
                .put(data.array())
                .putInt((int) crc.getValue())
                .putInt(0)
                .put("IEND".getBytes(StandardCharsets.US_ASCII))
                .putInt(0xae426082)
                .array();
    }

    @ParameterizedTest
    @CsvSource({"30000, 30000", "40000, 40000", "2147483647, 2147483647", "50000000, 1"})
    void aPictureThatUnpacksToMoreThanFitsIntoMemoryIsRefusedByItsHeader(int width, int height) {
        assertThatThrownBy(() -> Photograph.decode(header(width, height)))
                .isInstanceOfSatisfying(
                        VisionFault.class, fault -> assertThat(fault.code()).isEqualTo("vision.image.too-large"))
                .hasMessageContaining(String.valueOf((long) width * height));
    }

    @Test
    void fourInksBecomeThreeColours() throws IOException {
        byte[] inks = new byte[64 * 64 * 4];
        for (int i = 0; i < inks.length; i++) {
            inks[i] = (byte) (i % 4 == 3 ? 255 : 128);
        }
        var raster = Raster.createInterleavedRaster(
                new java.awt.image.DataBufferByte(inks, inks.length), 64, 64, 256, 4, new int[] {0, 1, 2, 3}, null);
        var bytes = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (var out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(raster, null, null), null);
        } finally {
            writer.dispose();
        }
        try (var photograph = Photograph.decode(bytes.toByteArray())) {
            assertThat(photograph.pixels().channels()).isEqualTo(3);
            assertThat(photograph.pixels().rows()).isEqualTo(64);
        }
    }

    @Test
    void howTheCameraWasHeldIsObeyed() {
        byte[] jpeg = encoded(".jpg", halves(100, 200));
        // Orientation 6: turn it by a quarter, clockwise.
        byte[] exif = {
            (byte) 0xff,
            (byte) 0xe1,
            0,
            34,
            'E',
            'x',
            'i',
            'f',
            0,
            0,
            'M',
            'M',
            0,
            42,
            0,
            0,
            0,
            8,
            0,
            1,
            0x01,
            0x12,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            6,
            0,
            0,
            0,
            0,
            0,
            0
        };
        byte[] turned = new byte[jpeg.length + exif.length];
        System.arraycopy(jpeg, 0, turned, 0, 2);
        System.arraycopy(exif, 0, turned, 2, exif.length);
        System.arraycopy(jpeg, 2, turned, 2 + exif.length, jpeg.length - 2);
        try (var photograph = Photograph.decode(turned)) {
            assertThat(photograph.pixels().rows()).isEqualTo(200);
            assertThat(photograph.pixels().get(10, 50)[0]).isLessThan(60);
            assertThat(photograph.pixels().get(190, 50)[0]).isGreaterThan(150);
        }
    }

    @Test
    void fiftyMegapixelsAreScaledDown() {
        byte[] huge = encoded(".jpg", halves(6_000, 8_400));
        try (var photograph = Photograph.decode(huge)) {
            assertThat(photograph.pixels().cols()).isEqualTo(Photograph.LARGEST);
            assertThat(photograph.pixels().rows()).isEqualTo(731);
        }
    }

    @Test
    void whatIsNoPhotographIsRefused() {
        assertThatThrownBy(() -> Photograph.decode("not a photograph".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("whatever its name");
        assertThatThrownBy(() -> Photograph.decode(new byte[0])).hasMessageContaining("(0) bytes");
        assertThatThrownBy(() -> Photograph.decode(encoded(".png", halves(16, 16))))
                .hasMessageContaining("at least 32");
    }

    @Test
    void aFilmBehindTheEndIsNotLookedAt() {
        byte[] jpeg = encoded(".jpg", halves(64, 64));
        byte[] longer = Arrays.copyOf(jpeg, jpeg.length + 50_000);
        Arrays.fill(longer, jpeg.length, longer.length, (byte) 7);
        try (var photograph = Photograph.decode(longer)) {
            assertThat(photograph.pixels().rows()).isEqualTo(64);
        }
    }

    @Test
    void aStripThatScalingWouldMakeTooThinIsRefused() {
        assertThatThrownBy(() -> Photograph.decode(encoded(".png", halves(40, 5_000))))
                .isInstanceOf(VisionFault.class)
                .hasMessageContaining("shorter side");
    }
}
