package org.agate.vision.inference;

import org.agate.vision.image.NativeLibrary;
import org.agate.vision.image.NativeMemory;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/// The main directions of some points, longest first.
final class Directions {

    private Directions() {}

    /// @return rows of length one, at right angles to each other
    static double[][] of(double[][] points, int most) {
        NativeLibrary.load();
        int d = points[0].length;
        var data = new Mat(points.length, d, CvType.CV_64F);
        for (int i = 0; i < points.length; i++) {
            data.put(i, 0, points[i]);
        }
        var mean = Mat.zeros(1, d, CvType.CV_64F);
        var vectors = new Mat();
        Core.PCACompute(data, mean, vectors, Math.min(most, Math.min(points.length - 1, d)));
        double[][] directions = new double[vectors.rows()][d];
        for (int k = 0; k < directions.length; k++) {
            vectors.get(k, 0, directions[k]);
        }
        NativeMemory.free(data, mean, vectors);
        return directions;
    }
}
