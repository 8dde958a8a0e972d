package org.agate.vision.grain;

import org.opencv.core.CvType;
import org.opencv.core.Mat;

/// A round structuring element that is the same when it is turned; OpenCV's ellipse is not.
public final class Disk {

    private Disk() {}

    /// The caller releases it.
    ///
    /// @param diameter odd, pixels
    public static Mat of(int diameter) {
        byte[] pixels = new byte[diameter * diameter];
        double radius = diameter / 2.0;
        int middle = diameter / 2;
        for (int y = 0; y < diameter; y++) {
            for (int x = 0; x < diameter; x++) {
                pixels[y * diameter + x] = (byte) (Math.hypot(x - middle, y - middle) <= radius ? 1 : 0);
            }
        }
        var disk = new Mat(diameter, diameter, CvType.CV_8U);
        disk.put(0, 0, pixels);
        return disk;
    }
}
