package org.agate.robot.camera;

import java.lang.ref.Reference;
import org.opencv.core.Mat;

/// Gives the memory of OpenCV's matrices back.
///
/// A matrix that is released by its own method may be collected while that method still runs, and its finalizer then
/// frees what is being released: the process dies. Here it stays reachable until its memory is back.
public final class Matrices {

    private Matrices() {}

    /// Nobody may use them afterwards.
    public static void free(Mat... matrices) {
        for (var matrix : matrices) {
            matrix.release();
            Reference.reachabilityFence(matrix);
        }
    }
}
