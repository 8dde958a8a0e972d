package org.agate.vision.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.agate.vision.VisionFault;
import org.junit.jupiter.api.Test;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.imgcodecs.Imgcodecs;

/// Decodes pictures that were mutated at random: bytes, cuts, and pieces that stand twice or elsewhere.
///
/// `-Dagate.fuzz=1000000` chooses how many; the seed is fixed.
class PhotographFuzzTest {

    private static final int INPUTS = Integer.getInteger("agate.fuzz", 1_000);
    private static final int SIDE = 48;
    private static final byte PNG = (byte) 0x89;
    private static final int SIGNATURE = 8;

    private final SplittableRandom random = new SplittableRandom(20261127);

    private static List<byte[]> valid() {
        NativeLibrary.load();
        return Stream.of(
                        encoded(".jpg", CvType.CV_8UC3),
                        encoded(".jpg", CvType.CV_8UC3, Imgcodecs.IMWRITE_JPEG_PROGRESSIVE, 1),
                        encoded(".jpg", CvType.CV_8UC1),
                        encoded(".png", CvType.CV_8UC3),
                        encoded(".png", CvType.CV_16UC1),
                        encoded(".png", CvType.CV_8UC4))
                .toList();
    }

    private static byte[] encoded(String ending, int type, int... options) {
        var pixels = new Mat(SIDE, SIDE, type);
        Core.randu(pixels, 0, 255);
        var bytes = new MatOfByte();
        Imgcodecs.imencode(ending, pixels, bytes, new MatOfInt(options));
        var file = bytes.toArray();
        pixels.release();
        bytes.release();
        return file;
    }

    @Test
    void noMutatedPictureMakesAnotherAnswerThanPixelsOrARefusal() {
        var valid = valid();
        int refused = 0;
        for (int i = 0; i < INPUTS; i++) {
            var file = mutated(valid.get(random.nextInt(valid.size())));
            try (var photograph = Photograph.decode(file)) {
                assertThat(photograph.pixels().depth()).isEqualTo(CvType.CV_8U);
            } catch (VisionFault e) {
                refused++;
                assertThat(e.code()).startsWith("vision.image.");
            } catch (RuntimeException | Error e) {
                throw new AssertionError(HexFormat.of().formatHex(file), e);
            }
        }
        assertThat(refused).isBetween(INPUTS / 10, INPUTS - 1);
    }

    private byte[] mutated(byte[] valid) {
        var file = valid.clone();
        for (int n = random.nextInt(4); n >= 0; n--) {
            switch (random.nextInt(4)) {
                case 0 -> file = Arrays.copyOf(file, random.nextInt(file.length + 1));
                case 1 -> copied(file);
                default -> set(file);
            }
            if (file.length == 0) {
                break;
            }
        }
        if (random.nextBoolean()) {
            reseal(file);
        }
        return file;
    }

    /// Makes the checksums of a PNG right again, so that decoding goes on behind them.
    private static void reseal(byte[] file) {
        var bytes = ByteBuffer.wrap(file);
        if (file.length < SIGNATURE || file[0] != PNG) {
            return;
        }
        int at = SIGNATURE;
        while (at + 12 <= file.length) {
            int length = bytes.getInt(at);
            if (length < 0 || length > file.length - at - 12) {
                return;
            }
            var sum = new CRC32();
            sum.update(file, at + 4, length + 4);
            bytes.putInt(at + 8 + length, (int) sum.getValue());
            at += 12 + length;
        }
    }

    /// Half of the changes are made where headers stand.
    private void set(byte[] file) {
        int most = random.nextBoolean() ? Math.min(64, file.length) : file.length;
        file[random.nextInt(most)] = (byte) random.nextInt(256);
    }

    private void copied(byte[] file) {
        int length = random.nextInt(Math.min(64, file.length));
        System.arraycopy(
                file, random.nextInt(file.length - length), file, random.nextInt(file.length - length), length);
    }
}
