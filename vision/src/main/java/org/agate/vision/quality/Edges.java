package org.agate.vision.quality;

import java.util.List;
import org.agate.vision.image.NativeMemory;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfFloat;
import org.opencv.core.MatOfInt;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/// The edges of the channel that has the steepest: an orange powder in a grey dish has an edge in blue, though none in
/// brightness.
///
/// @param steepest slope that one place in two hundred exceeds, grey levels per pixel
/// @param streak how much they prefer one direction, 0 to 1
record Edges(double steepest, double streak) {

    private static final int BINS = 8192;
    private static final double MOST = 192;
    private static final double STEEP = 0.005;

    static Edges of(Mat pixels) {
        double steepest = -1;
        int best = 0;
        for (int c = 0; c < pixels.channels(); c++) {
            var slopes = Slopes.of(pixels, c);
            double steep = steep(slopes);
            slopes.free();
            if (steep > steepest) {
                steepest = steep;
                best = c;
            }
        }
        var slopes = Slopes.of(pixels, best);
        double streak = Streak.of(slopes.across(), slopes.down());
        slopes.free();
        return new Edges(steepest, streak);
    }

    /// Of one channel after slight smoothing.
    private record Slopes(Mat across, Mat down) {

        static Slopes of(Mat pixels, int channel) {
            var smooth = new Mat();
            Core.extractChannel(pixels, smooth, channel);
            smooth.convertTo(smooth, CvType.CV_32F);
            Imgproc.GaussianBlur(smooth, smooth, new Size(0, 0), 1);
            var across = new Mat();
            var down = new Mat();
            Imgproc.Sobel(smooth, across, CvType.CV_32F, 1, 0, 3, 1.0 / 8);
            Imgproc.Sobel(smooth, down, CvType.CV_32F, 0, 1, 3, 1.0 / 8);
            NativeMemory.free(smooth);
            return new Slopes(across, down);
        }

        void free() {
            NativeMemory.free(across, down);
        }
    }

    /// By counting: sorting a million slopes takes longer than all else.
    private static double steep(Slopes slopes) {
        var steepness = new Mat();
        Core.magnitude(slopes.across(), slopes.down(), steepness);
        var channel = new MatOfInt(0);
        var bins = new MatOfInt(BINS);
        var range = new MatOfFloat(0, (float) MOST);
        var everywhere = new Mat();
        var counts = new Mat();
        Imgproc.calcHist(List.of(steepness), channel, everywhere, counts, bins, range);
        float[] found = new float[BINS];
        counts.get(0, 0, found);
        double left = STEEP * steepness.total();
        NativeMemory.free(steepness, channel, bins, range, everywhere, counts);
        int bin = BINS;
        while (bin > 0 && left > 0) {
            bin--;
            left -= found[bin];
        }
        return MOST * (bin + 0.5) / BINS;
    }
}
