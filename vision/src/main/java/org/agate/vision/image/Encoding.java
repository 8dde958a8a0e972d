package org.agate.vision.image;

import java.nio.charset.StandardCharsets;

/// How a photograph is written down, by its first bytes. Decoders fill a missing end with grey and say nothing; phones
/// write a film behind the end.
enum Encoding {
    JPEG,
    PNG,
    OTHER;

    private static final byte[] PNG_START = {(byte) 0x89, 'P', 'N', 'G'};
    private static final byte[] PNG_END = "IEND".getBytes(StandardCharsets.US_ASCII);
    private static final int MARK = 0xff;
    private static final int START = 0xd8;
    private static final int END = 0xd9;
    private static final int SCAN = 0xda;
    private static final int FIRST_RESTART = 0xd0;
    private static final int LAST_RESTART = 0xd7;

    static Encoding of(byte[] file) {
        if (file.length > 3 && at(file, 0) == MARK && at(file, 1) == START) {
            return JPEG;
        }
        return startsWith(file, PNG_START, 0) ? PNG : OTHER;
    }

    /// Whether the end is there.
    boolean isWhole(byte[] file) {
        return switch (this) {
            case JPEG -> hasEndOfImage(file);
            case PNG -> hasEndOfChunks(file);
            case OTHER -> true;
        };
    }

    /// From segment to segment, and through the coded pixels to the next mark.
    private static boolean hasEndOfImage(byte[] file) {
        int position = 2;
        while (position + 3 < file.length) {
            if (at(file, position) != MARK) {
                position++;
                continue;
            }
            int mark = at(file, position + 1);
            if (mark == END) {
                return true;
            }
            boolean bare = mark == MARK || mark == 0 || mark >= FIRST_RESTART && mark <= LAST_RESTART;
            if (bare) {
                position += mark == MARK ? 1 : 2;
            } else {
                position += 2 + (at(file, position + 2) << 8) + at(file, position + 3);
                if (mark == SCAN) {
                    while (position + 1 < file.length && !isMark(file, position)) {
                        position++;
                    }
                }
            }
        }
        return position + 1 < file.length && at(file, position) == MARK && at(file, position + 1) == END;
    }

    private static boolean isMark(byte[] file, int position) {
        int next = at(file, position + 1);
        return at(file, position) == MARK && next != 0 && !(next >= FIRST_RESTART && next <= LAST_RESTART);
    }

    private static boolean hasEndOfChunks(byte[] file) {
        long position = 8;
        while (position + 8 <= file.length) {
            int start = (int) position;
            long length = (long) at(file, start) << 24
                    | at(file, start + 1) << 16
                    | at(file, start + 2) << 8
                    | at(file, start + 3);
            if (startsWith(file, PNG_END, start + 4)) {
                return position + 12 <= file.length;
            }
            position += 12 + length;
        }
        return false;
    }

    private static boolean startsWith(byte[] file, byte[] mark, int from) {
        if (file.length < from + mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if (file[from + i] != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static int at(byte[] file, int position) {
        return file[position] & 0xff;
    }
}
