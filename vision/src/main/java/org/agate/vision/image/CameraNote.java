package org.agate.vision.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a camera noted in its file (Exif 2.32, JPEG only): all null where it noted nothing, or nothing readable.
///
/// @param camera maker and model
/// @param exposureSeconds shutter time
/// @param sensitivity ISO
/// @param taken date and time as the camera wrote it, `2026:11:25 09:26:34`, in its own time zone
public record CameraNote(
        @Nullable String camera,
        @Nullable Double exposureSeconds,
        @Nullable Integer sensitivity,
        @Nullable String taken) {

    /// Nothing is known.
    public static final CameraNote NONE = new CameraNote(null, null, null, null);

    private static final byte[] HEADER = {'E', 'x', 'i', 'f', 0, 0};
    private static final int START = 0xD8;
    private static final int APPLICATION_1 = 0xE1;
    private static final int SCAN = 0xDA;
    private static final int MAKER = 0x010F;
    private static final int MODEL = 0x0110;
    private static final int DATE = 0x0132;
    private static final int EXIF = 0x8769;
    private static final int EXPOSURE = 0x829A;
    private static final int ISO = 0x8827;
    private static final int DATE_TAKEN = 0x9003;
    private static final int TEXT = 2;
    private static final int SHORT = 3;
    private static final int ENTRY = 12;

    /// Reads the note of a file.
    public static CameraNote of(byte[] file) {
        try {
            var tiff = tiff(file);
            return tiff == null ? NONE : read(tiff);
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            // A note that points outside itself says nothing; the picture may still be good.
            return NONE;
        }
    }

    private static @Nullable ByteBuffer tiff(byte[] file) {
        var bytes = ByteBuffer.wrap(file);
        if (file.length < 4 || (bytes.get(1) & 0xFF) != START) {
            return null;
        }
        int at = 2;
        while (at + 4 < file.length && (bytes.get(at) & 0xFF) == 0xFF) {
            int marker = bytes.get(at + 1) & 0xFF;
            int length = bytes.getShort(at + 2) & 0xFFFF;
            int body = at + 4;
            if (marker == APPLICATION_1
                    && body + HEADER.length < file.length
                    && java.util.Arrays.equals(HEADER, 0, HEADER.length, file, body, body + HEADER.length)) {
                var tiff = bytes.slice(body + HEADER.length, length - 2 - HEADER.length);
                return tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            }
            if (marker == SCAN) {
                return null;
            }
            at += 2 + length;
        }
        return null;
    }

    private static CameraNote read(ByteBuffer tiff) {
        var values = new HashMap<Integer, Object>();
        directory(tiff, tiff.getInt(4), values);
        if (values.get(EXIF) instanceof Integer at) {
            directory(tiff, at, values);
        }
        var maker = text(values, MAKER);
        var model = text(values, MODEL);
        var camera = maker == null || model == null || model.startsWith(maker) ? model : maker + " " + model;
        var taken = text(values, DATE_TAKEN);
        return new CameraNote(
                camera,
                values.get(EXPOSURE) instanceof Double seconds ? seconds : null,
                values.get(ISO) instanceof Integer iso ? iso : null,
                taken == null ? text(values, DATE) : taken);
    }

    private static @Nullable String text(Map<Integer, Object> values, int tag) {
        return values.get(tag) instanceof String text && !text.isBlank() ? text : null;
    }

    private static void directory(ByteBuffer tiff, int at, Map<Integer, Object> values) {
        int entries = tiff.getShort(at) & 0xFFFF;
        for (int i = 0; i < entries; i++) {
            int entry = at + 2 + i * ENTRY;
            int tag = tiff.getShort(entry) & 0xFFFF;
            int type = tiff.getShort(entry + 2) & 0xFFFF;
            int count = tiff.getInt(entry + 4);
            switch (tag) {
                case MAKER, MODEL, DATE, DATE_TAKEN -> {
                    if (type == TEXT) {
                        values.put(tag, text(tiff, count > 4 ? tiff.getInt(entry + 8) : entry + 8, count));
                    }
                }
                case EXIF -> values.put(tag, tiff.getInt(entry + 8));
                case ISO -> values.put(tag, type == SHORT ? tiff.getShort(entry + 8) & 0xFFFF : tiff.getInt(entry + 8));
                case EXPOSURE -> {
                    int where = tiff.getInt(entry + 8);
                    double over = tiff.getInt(where + 4) & 0xFFFFFFFFL;
                    values.put(tag, over > 0 ? (tiff.getInt(where) & 0xFFFFFFFFL) / over : 0.0);
                }
                default -> {}
            }
        }
    }

    private static String text(ByteBuffer tiff, int at, int length) {
        if (length < 0 || length > tiff.limit() - at) {
            throw new IndexOutOfBoundsException(length);
        }
        byte[] bytes = new byte[length];
        tiff.get(at, bytes);
        return new String(bytes, StandardCharsets.US_ASCII).replace("\0", "").trim();
    }
}
