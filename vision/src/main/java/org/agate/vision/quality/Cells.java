package org.agate.vision.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.agate.vision.image.NativeMemory;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/// The colours of a picture's places, eight by eight of them.
///
/// @param colours row by row; of each place the logarithms of blue, green and red, and by how much those of blue and
///     red are above that of green: texture changes the first three, and hardly the others
public record Cells(List<Float> colours) {

    static final int EDGE = 8;
    static final int CHANNELS = 5;

    private static final int SEEN = 3;

    private static final int[] CORNERS = IntStream.range(0, EDGE * EDGE)
            .filter(cell -> fromCorner(cell) <= 1)
            .toArray();
    private static final int[] BORDER = IntStream.range(0, EDGE * EDGE)
            .filter(cell -> fromBorder(cell) == 0)
            .toArray();
    private static final int[] MIDDLE = IntStream.range(0, EDGE * EDGE)
            .filter(cell -> fromBorder(cell) >= 2)
            .toArray();

    public Cells {
        colours = List.copyOf(colours);
        if (colours.size() != EDGE * EDGE * CHANNELS) {
            throw new IllegalArgumentException("(%d) numbers are no %d by %d places of %d channels."
                    .formatted(colours.size(), EDGE, EDGE, CHANNELS));
        }
    }

    static Cells of(Mat pixels) {
        var coarse = new Mat();
        Imgproc.resize(pixels, coarse, new Size(EDGE, EDGE), 0, 0, Imgproc.INTER_AREA);
        coarse.convertTo(coarse, CvType.CV_32F);
        float[] values = new float[EDGE * EDGE * SEEN];
        coarse.get(0, 0, values);
        NativeMemory.free(coarse);
        var colours = new ArrayList<Float>();
        for (int i = 0; i < values.length; i += SEEN) {
            double blue = Math.log1p(values[i]);
            double green = Math.log1p(values[i + 1]);
            double red = Math.log1p(values[i + 2]);
            for (double value : new double[] {blue, green, red, blue - green, red - green}) {
                colours.add((float) value);
            }
        }
        return new Cells(colours);
    }

    private static int fromBorder(int cell) {
        int row = cell / EDGE;
        int column = cell % EDGE;
        return Math.min(Math.min(row, EDGE - 1 - row), Math.min(column, EDGE - 1 - column));
    }

    private static int fromCorner(int cell) {
        int row = cell / EDGE;
        int column = cell % EDGE;
        return Math.min(row, EDGE - 1 - row) + Math.min(column, EDGE - 1 - column);
    }

    double at(int cell, int channel) {
        return colours.get(cell * CHANNELS + channel);
    }

    /// The usual colour in the corners, where no round dish reaches; a finger does not change it.
    double[] corners() {
        return medians(CORNERS);
    }

    /// The usual colour along the border: surer, where no dish is seen.
    double[] border() {
        return medians(BORDER);
    }

    /// The usual colour of the middle, where powder lies.
    double[] middle() {
        return medians(MIDDLE);
    }

    private double[] medians(int[] cells) {
        double[] medians = new double[CHANNELS];
        for (int c = 0; c < CHANNELS; c++) {
            int channel = c;
            double[] values = Arrays.stream(cells)
                    .mapToDouble(cell -> at(cell, channel))
                    .sorted()
                    .toArray();
            medians[c] = (values[(values.length - 1) / 2] + values[values.length / 2]) / 2;
        }
        return medians;
    }
}
