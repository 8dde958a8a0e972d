package org.agate.vision.feature;

import org.agate.vision.grain.Disk;
import org.agate.vision.image.NativeMemory;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/// What openings and closings of growing size remove, size by size: bright grains and dark gaps (granulometry).
final class Grains {

    private static final int[] FINE = {3, 5, 7, 9, 13};

    /// In pixels of half the resolution.
    private static final int[] COARSE = {9, 13, 17};

    private Grains() {}

    static void into(Tally tally, Tones tones) {
        var bytes = new Mat();
        tones.brightness().convertTo(bytes, CvType.CV_8U);
        removed(tally, bytes, FINE);
        var half = new Mat();
        Imgproc.resize(bytes, half, new Size(), 0.5, 0.5, Imgproc.INTER_AREA);
        removed(tally, half, COARSE);
        NativeMemory.free(bytes, half);
    }

    private static void removed(Tally tally, Mat bytes, int[] sizes) {
        double mean = Math.max(1, Core.mean(bytes).val[0]);
        double open = mean;
        double closed = mean;
        var worked = new Mat();
        for (int size : sizes) {
            var element = Disk.of(size);
            Imgproc.morphologyEx(bytes, worked, Imgproc.MORPH_OPEN, element);
            double opened = Core.mean(worked).val[0];
            tally.add("grains", (open - opened) / mean);
            open = opened;
            Imgproc.morphologyEx(bytes, worked, Imgproc.MORPH_CLOSE, element);
            double filled = Core.mean(worked).val[0];
            tally.add("gaps", (filled - closed) / mean);
            closed = filled;
            NativeMemory.free(element);
        }
        NativeMemory.free(worked);
    }
}
