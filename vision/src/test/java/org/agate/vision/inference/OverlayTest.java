package org.agate.vision.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.agate.vision.image.NativeLibrary;
import org.junit.jupiter.api.Test;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.imgcodecs.Imgcodecs;

class OverlayTest {

    @Test
    void tilesAreTintedByTheirSharesAndWhatIsLargerThanAScreenIsMadeSmaller() {
        NativeLibrary.load();
        var gray = new Mat(1000, 2000, CvType.CV_8UC3, Scalar.all(128));
        byte[] jpeg = Overlay.jpeg(
                gray, List.of(new Rect(0, 0, 1000, 1000), new Rect(1000, 0, 1000, 1000)), List.of(0.0, 1.0));
        var seen = Imgcodecs.imdecode(new MatOfByte(jpeg), Imgcodecs.IMREAD_COLOR);
        assertThat(seen.cols()).isEqualTo(1600);
        assertThat(seen.rows()).isEqualTo(800);
        double[] low = seen.get(400, 400);
        double[] high = seen.get(400, 1200);
        assertThat(low[0] - low[2]).as("blue").isCloseTo(40, within(6.0));
        assertThat(high[2] - high[0]).as("red").isCloseTo(49, within(6.0));
        var plain = Imgcodecs.imdecode(new MatOfByte(Overlay.jpeg(gray, List.of(), List.of())), Imgcodecs.IMREAD_COLOR);
        assertThat(plain.get(400, 400)[0]).isCloseTo(128, within(3.0));
    }
}
