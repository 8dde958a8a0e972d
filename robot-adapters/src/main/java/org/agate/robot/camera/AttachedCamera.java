package org.agate.robot.camera;

import nu.pattern.OpenCV;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.videoio.VideoCapture;
import org.opencv.videoio.Videoio;

/// A camera at this computer: USB or V4L2, by number, device file, or the file of a recorded video.
final class AttachedCamera implements ImageSource {

    /// Frames that a driver may still hold from before a setting took effect.
    private static final int STALE_FRAMES = 3;

    /// V4L2 counts exposure in units of 100 microseconds, and this value of its mode means manual.
    private static final double MICROS_PER_UNIT = 100;

    private static final double MANUAL = 1;
    private static final double AUTOMATIC = 3;
    private static final int JPEG_QUALITY = 95;

    private final String name;
    private final VideoCapture capture;
    private final boolean recorded;

    static {
        OpenCV.loadLocally();
    }

    private AttachedCamera(String name, VideoCapture capture, boolean recorded) {
        this.name = name;
        this.capture = capture;
        this.recorded = recorded;
    }

    /// @param name a number such as `0`, or a path
    /// @throws IllegalArgumentException when there is no such camera
    static AttachedCamera open(String name) {
        boolean numbered = name.matches("[0-9]+");
        var capture = numbered ? new VideoCapture(Integer.parseInt(name)) : new VideoCapture(name);
        if (!capture.isOpened()) {
            throw new IllegalArgumentException(
                    "Camera (%s) cannot be opened.\nMaybe another program uses it, or /dev/video0 may not be read."
                            .formatted(name));
        }
        boolean recorded = !numbered && !name.startsWith("/dev/");
        return new AttachedCamera(name, capture, recorded);
    }

    @Override
    public byte[] take(Setting setting) {
        apply(setting);
        var frame = new Mat();
        var jpeg = new MatOfByte();
        try {
            for (int stale = 0; stale < STALE_FRAMES && !recorded; stale++) {
                capture.grab();
            }
            if (!capture.read(frame) || frame.empty()) {
                throw new NoImage("camera (%s) gave no frame".formatted(name));
            }
            Imgcodecs.imencode(".jpg", frame, jpeg, new MatOfInt(Imgcodecs.IMWRITE_JPEG_QUALITY, JPEG_QUALITY));
            return jpeg.toArray();
        } finally {
            Matrices.free(frame, jpeg);
        }
    }

    private void apply(Setting setting) {
        if (Double.isFinite(setting.exposureMicros())) {
            capture.set(Videoio.CAP_PROP_AUTO_EXPOSURE, MANUAL);
            capture.set(Videoio.CAP_PROP_EXPOSURE, setting.exposureMicros() / MICROS_PER_UNIT);
        } else {
            // Not what the photograph before was taken with.
            capture.set(Videoio.CAP_PROP_AUTO_EXPOSURE, AUTOMATIC);
        }
        if (Double.isFinite(setting.gainDecibel())) {
            capture.set(Videoio.CAP_PROP_GAIN, setting.gainDecibel());
        }
        if (Double.isFinite(setting.whiteBalanceKelvin())) {
            capture.set(Videoio.CAP_PROP_AUTO_WB, 0);
            capture.set(Videoio.CAP_PROP_WB_TEMPERATURE, setting.whiteBalanceKelvin());
        } else {
            capture.set(Videoio.CAP_PROP_AUTO_WB, 1);
        }
    }

    @Override
    public void close() {
        capture.release();
    }
}
