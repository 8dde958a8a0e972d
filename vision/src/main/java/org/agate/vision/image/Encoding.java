package org.agate.vision.image;

/// How a photograph is written down, by its first bytes; decoders fill a missing end with grey and say nothing.
enum Encoding {
    JPEG,
    PNG,
    OTHER;

    /// Cameras may write a little behind the end.
    private static final int TAIL = 4096;

    static Encoding of(byte[] file) {
        if (file.length > 3 && (file[0] & 0xff) == 0xff && (file[1] & 0xff) == 0xd8) {
            return JPEG;
        }
        return file.length > 7 && (file[0] & 0xff) == 0x89 && file[1] == 'P' && file[2] == 'N' ? PNG : OTHER;
    }

    /// Whether the mark of the end is there.
    boolean isWhole(byte[] file) {
        return switch (this) {
            case JPEG -> endsWith(file, new byte[] {(byte) 0xff, (byte) 0xd9});
            case PNG -> endsWith(file, new byte[] {'I', 'E', 'N', 'D'});
            case OTHER -> true;
        };
    }

    private static boolean endsWith(byte[] file, byte[] mark) {
        for (int at = file.length - mark.length; at >= Math.max(0, file.length - TAIL); at--) {
            boolean found = true;
            for (int i = 0; i < mark.length; i++) {
                found &= file[at + i] == mark[i];
            }
            if (found) {
                return true;
            }
        }
        return false;
    }
}
