package org.agate.vision.inference;

import java.util.List;
import java.util.Locale;
import org.agate.vision.image.NativeMemory;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.core.Point;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/// A photograph with what was seen where: each tile tinted and labelled with its own share. For eyes: no larger than a
/// screen, as JPEG.
final class Overlay {

    private static final Scalar LOW = new Scalar(200, 120, 40);
    private static final Scalar HIGH = new Scalar(40, 120, 235);
    private static final double TINT = 0.25;
    private static final double LONGEST = 1600;
    private static final int QUALITY = 88;

    private Overlay() {}

    /// @param tiles where they lie in the picture
    /// @param shares of the first component, tile by tile
    static byte[] jpeg(Mat pixels, List<Rect> tiles, List<Double> shares) {
        double zoom = Math.min(1, LONGEST / Math.max(pixels.rows(), pixels.cols()));
        var drawn = new Mat();
        Imgproc.resize(pixels, drawn, new Size(), zoom, zoom, Imgproc.INTER_AREA);
        for (int i = 0; i < tiles.size(); i++) {
            var tile = zoomed(tiles.get(i), zoom, drawn);
            double share = Math.clamp(shares.get(i), 0, 1);
            var part = drawn.submat(tile);
            var tint = new Mat(part.size(), part.type(), mixed(share));
            Core.addWeighted(part, 1 - TINT, tint, TINT, 0, part);
            NativeMemory.free(part, tint);
            Imgproc.rectangle(drawn, tile, mixed(share), 2);
            var text = String.format(Locale.ROOT, "%.0f", 100 * share);
            var at = new Point(tile.x + 8.0, tile.y + 26.0);
            Imgproc.putText(drawn, text, at, Imgproc.FONT_HERSHEY_SIMPLEX, 0.8, Scalar.all(0), 4);
            Imgproc.putText(drawn, text, at, Imgproc.FONT_HERSHEY_SIMPLEX, 0.8, Scalar.all(255), 2);
        }
        var file = new MatOfByte();
        var quality = new MatOfInt(Imgcodecs.IMWRITE_JPEG_QUALITY, QUALITY);
        Imgcodecs.imencode(".jpg", drawn, file, quality);
        byte[] bytes = file.toArray();
        NativeMemory.free(drawn, file, quality);
        return bytes;
    }

    /// Where a tile lies in the smaller picture.
    private static Rect zoomed(Rect tile, double zoom, Mat drawn) {
        int x = (int) (zoom * tile.x);
        int y = (int) (zoom * tile.y);
        return new Rect(
                x,
                y,
                Math.clamp(Math.round(zoom * tile.width), 1, drawn.cols() - x),
                Math.clamp(Math.round(zoom * tile.height), 1, drawn.rows() - y));
    }

    private static Scalar mixed(double share) {
        return new Scalar(
                LOW.val[0] + share * (HIGH.val[0] - LOW.val[0]),
                LOW.val[1] + share * (HIGH.val[1] - LOW.val[1]),
                LOW.val[2] + share * (HIGH.val[2] - LOW.val[2]));
    }
}
