package org.agate.vision.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What cameras write into their files.
class CameraNoteTest {

    private static void entry(ByteBuffer tiff, int tag, int type, int count, int value) {
        tiff.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
    }

    /// A JPEG with a note and no picture.
    private static byte[] jpeg(ByteOrder order) {
        var tiff = ByteBuffer.allocate(160).order(order);
        tiff.put((order == ByteOrder.LITTLE_ENDIAN ? "II" : "MM").getBytes(StandardCharsets.US_ASCII));
        tiff.putShort((short) 42).putInt(8);
        tiff.putShort((short) 3);
        entry(tiff, 0x010F, 2, 6, 100);
        entry(tiff, 0x0110, 2, 8, 106);
        entry(tiff, 0x8769, 4, 1, 50);
        tiff.putInt(0);
        tiff.position(50);
        tiff.putShort((short) 3);
        entry(tiff, 0x829A, 5, 1, 92);
        tiff.putShort((short) 0x8827)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) 400)
                .putShort((short) 0);
        entry(tiff, 0x9003, 2, 20, 120);
        tiff.position(92);
        tiff.putInt(1).putInt(125);
        tiff.put("Nokia\0PowderX\0".getBytes(StandardCharsets.US_ASCII));
        tiff.position(120);
        tiff.put("2026:11:26 09:30:00\0".getBytes(StandardCharsets.US_ASCII));
        var file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE1});
        int length = tiff.capacity() + 8;
        file.write(length >> 8);
        file.write(length);
        file.writeBytes("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
        file.writeBytes(tiff.array());
        return file.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"LITTLE_ENDIAN", "BIG_ENDIAN"})
    void cameraExposureAndTimeAreReadInEitherByteOrder(String order) {
        var note = CameraNote.of(jpeg(order.equals("LITTLE_ENDIAN") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN));
        assertThat(note).isEqualTo(new CameraNote("Nokia PowderX", 1 / 125.0, 400, "2026:11:26 09:30:00"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void rubbishIsNoNoteAndNoError(long seed) {
        byte[] whole = jpeg(ByteOrder.LITTLE_ENDIAN);
        var random = new SplittableRandom(seed);
        for (int trial = 0; trial < 200; trial++) {
            byte[] broken = Arrays.copyOf(whole, random.nextInt(whole.length));
            for (int k = 0; k < 5 && broken.length > 0; k++) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt();
            }
            assertThat(CameraNote.of(broken)).isNotNull();
        }
        for (int count : new int[] {-1, Integer.MAX_VALUE, 1 << 20}) {
            // The count of the maker's name.
            byte[] boundless = whole.clone();
            ByteBuffer.wrap(boundless).order(ByteOrder.LITTLE_ENDIAN).putInt(12 + 10 + 4, count);
            assertThat(CameraNote.of(boundless)).isEqualTo(CameraNote.NONE);
        }
        assertThat(CameraNote.of(new byte[0])).isEqualTo(CameraNote.NONE);
    }
}
