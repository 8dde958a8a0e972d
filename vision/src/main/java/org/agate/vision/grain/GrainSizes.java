package org.agate.vision.grain;

import java.util.ArrayList;
import org.agate.vision.image.NativeMemory;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/// How large the visible grains are, by what openings of growing size remove of their brightness (granulometry): grains
/// are bright, and a disk that does not fit into one removes it.
///
/// @param d50 half of the visible area is made of grains below it, pixels
/// @param d90 nine tenths
/// @param visible so many grains show, counted as area over mean area with its spread: the number that sampling errors
///     follow; zero where no grain shows
public record GrainSizes(double d50, double d90, double visible) {

    private static final int FINEST = 3;
    private static final double GROWTH = 1.35;
    private static final double COARSEST_PART = 0.33;

    /// Of a region of a photograph.
    public static GrainSizes of(Mat pixels) {
        var gray = new Mat();
        Imgproc.cvtColor(pixels, gray, Imgproc.COLOR_BGR2GRAY);
        var sizes = new ArrayList<Double>();
        var left = new ArrayList<Double>();
        var picture = gray;
        double factor = 1;
        var opened = new Mat();
        var darkest = Core.minMaxLoc(gray).minVal;
        double size = FINEST;
        left.add(Core.mean(gray).val[0] - darkest);
        sizes.add(1.0);
        while (size < COARSEST_PART * Math.min(gray.rows(), gray.cols())) {
            // Large disks are slow: the picture is halved instead.
            while (size / factor > 24) {
                var half = new Mat();
                Imgproc.resize(picture, half, new Size(), 0.5, 0.5, Imgproc.INTER_AREA);
                if (picture != gray) {
                    NativeMemory.free(picture);
                }
                picture = half;
                factor *= 2;
            }
            int diameter = Math.max(3, (int) Math.round(size / factor) | 1);
            var disk = Disk.of(diameter);
            Imgproc.morphologyEx(picture, opened, Imgproc.MORPH_OPEN, disk);
            NativeMemory.free(disk);
            left.add(Math.min(left.getLast(), Core.mean(opened).val[0] - darkest));
            sizes.add(diameter * factor);
            size *= GROWTH;
        }
        if (picture != gray) {
            NativeMemory.free(picture);
        }
        NativeMemory.free(opened);
        double area = (double) gray.rows() * gray.cols();
        NativeMemory.free(gray);
        return of(sizes, left, area);
    }

    private static GrainSizes of(ArrayList<Double> sizes, ArrayList<Double> left, double area) {
        double all = left.getFirst() - left.getLast();
        if (all <= 0) {
            return new GrainSizes(0, 0, 0);
        }
        double weighted = 0;
        for (int k = 1; k < sizes.size(); k++) {
            double part = (left.get(k - 1) - left.get(k)) / all;
            double diameter = Math.sqrt(sizes.get(k - 1) * sizes.get(k));
            weighted += part * Math.PI / 4 * diameter * diameter;
        }
        // A mean weighted by area is the mean area times (1 + CV²).
        return new GrainSizes(at(sizes, left, 0.5), at(sizes, left, 0.9), Math.max(1, area / weighted));
    }

    /// The size below which a part of what can be removed is removed.
    private static double at(ArrayList<Double> sizes, ArrayList<Double> left, double part) {
        double all = left.getFirst() - left.getLast();
        double wanted = left.getFirst() - part * all;
        for (int k = 1; k < sizes.size(); k++) {
            if (left.get(k) <= wanted) {
                double step = left.get(k - 1) - left.get(k);
                double inside = step > 0 ? (left.get(k - 1) - wanted) / step : 0;
                return sizes.get(k - 1) + inside * (sizes.get(k) - sizes.get(k - 1));
            }
        }
        return sizes.getLast();
    }
}
