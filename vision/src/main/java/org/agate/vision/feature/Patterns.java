package org.agate.vision.feature;

import org.agate.vision.image.NativeMemory;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/// Local binary patterns, the same however the picture is turned (Ojala et al. 2002, doi:10.1109/TPAMI.2002.1017623):
/// how often a pixel has so many brighter neighbours in a row, at several distances.
final class Patterns {

    private static final int[] RADII = {1, 2, 3, 4, 6, 8};
    private static final int NEIGHBOURS = 8;
    private static final int KINDS = NEIGHBOURS + 2;
    private static final int[] KIND = kinds();

    private Patterns() {}

    static void into(Tally tally, Tones tones) {
        int cols = tones.brightness().cols();
        int rows = tones.brightness().rows();
        float[] pixels = new float[cols * rows];
        var smooth = new Mat();
        for (int radius : RADII) {
            if (radius > 1) {
                Imgproc.GaussianBlur(tones.brightness(), smooth, new Size(0, 0), radius / 2.0);
                smooth.get(0, 0, pixels);
            } else {
                tones.brightness().get(0, 0, pixels);
            }
            long[] counts = counts(pixels, cols, rows, radius);
            double all = Math.max(1, (double) (cols - 2 * radius) * (rows - 2 * radius));
            for (long count : counts) {
                tally.add("pattern" + radius, Math.sqrt(count / all));
            }
        }
        NativeMemory.free(smooth);
    }

    private static long[] counts(float[] pixels, int cols, int rows, int radius) {
        int slant = (int) Math.round(radius * Math.sqrt(0.5));
        int[] steps = {
            radius,
            slant * cols + slant,
            radius * cols,
            slant * cols - slant,
            -radius,
            -slant * cols - slant,
            -radius * cols,
            -slant * cols + slant
        };
        long[] counts = new long[KINDS];
        for (int y = radius; y < rows - radius; y++) {
            for (int at = y * cols + radius; at < y * cols + cols - radius; at++) {
                float middle = pixels[at];
                int bits = 0;
                for (int k = 0; k < NEIGHBOURS; k++) {
                    bits |= pixels[at + steps[k]] > middle ? 1 << k : 0;
                }
                counts[KIND[bits]]++;
            }
        }
        return counts;
    }

    /// By the bits of a pattern: the number of brighter neighbours when they stand in a row, else the last kind.
    private static int[] kinds() {
        int[] kinds = new int[1 << NEIGHBOURS];
        for (int bits = 0; bits < kinds.length; bits++) {
            int turned = bits >> 1 | (bits & 1) << (NEIGHBOURS - 1);
            kinds[bits] = Integer.bitCount(bits ^ turned) <= 2 ? Integer.bitCount(bits) : KINDS - 1;
        }
        return kinds;
    }
}
