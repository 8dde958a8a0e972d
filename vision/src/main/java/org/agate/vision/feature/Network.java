package org.agate.vision.feature;

import org.agate.vision.VisionFault;
import org.agate.vision.image.Fingerprint;
import org.agate.vision.image.NativeLibrary;
import org.agate.vision.image.NativeMemory;
import org.opencv.core.CvException;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.dnn.Dnn;
import org.opencv.dnn.Net;

/// A network of one's own, as ONNX: what it says of a tile becomes one more group of features, whatever that is, shares
/// or an embedding. So it is weighed against the others by cross-validation, its intervals are conformal, and the
/// unfamiliar is seen as ever. It must not have learnt from the standards: its errors on them would be flattered.
///
/// It gets one tile in red, green, blue, 0 to 1. Thread-safe; one tile is looked at at a time.
public final class Network {

    private static final int BLANK = 64;

    private final byte[] onnx;
    private final Net net;
    private final NetworkNote note;

    private Network(byte[] onnx, Net net, NetworkNote note) {
        this.onnx = onnx;
        this.net = net;
        this.note = note;
    }

    /// @param edge of the picture that it wants, pixels
    /// @throws VisionFault `vision.network.unreadable` when OpenCV cannot run it
    public static Network of(byte[] onnx, int edge) {
        NativeLibrary.load();
        var bytes = new MatOfByte(onnx);
        var blank = new Mat(BLANK, BLANK, CvType.CV_8UC3, Scalar.all(128));
        try {
            var net = Dnn.readNetFromONNX(bytes);
            int outputs = run(net, blank, edge).length;
            return new Network(onnx.clone(), net, new NetworkNote(Fingerprint.of(onnx), edge, outputs));
        } catch (CvException e) {
            throw new VisionFault(
                    "vision.network.unreadable",
                    "(%d) bytes are no network that OpenCV can run on (%d × %d) pixels."
                            .formatted(onnx.length, edge, edge),
                    "Maybe export it as ONNX with opset 13 and static sizes, or give another --network-edge.",
                    e);
        } finally {
            NativeMemory.free(bytes, blank);
        }
    }

    public NetworkNote note() {
        return note;
    }

    /// The file.
    public byte[] onnx() {
        return onnx.clone();
    }

    /// What it says of a tile.
    synchronized double[] of(Mat tile) {
        return run(net, tile, note.edge());
    }

    private static double[] run(Net net, Mat tile, int edge) {
        var blob = Dnn.blobFromImage(tile, 1 / 255.0, new Size(edge, edge), Scalar.all(0), true, false);
        net.setInput(blob);
        var said = net.forward();
        float[] values = new float[(int) said.total()];
        var flat = said.reshape(1, 1);
        flat.get(0, 0, values);
        NativeMemory.free(blob, flat, said);
        double[] outputs = new double[values.length];
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = values[i];
        }
        return outputs;
    }
}
