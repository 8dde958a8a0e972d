package org.agate.robot.camera;

import java.net.URI;
import java.nio.file.Path;

/// Where pictures come from. One at a time: not thread-safe.
public interface ImageSource extends AutoCloseable {

    /// How to take one; values that are not finite leave the camera as it is.
    ///
    /// @param exposureMicros exposure time, microseconds
    /// @param gainDecibel sensor gain
    /// @param whiteBalanceKelvin colour temperature
    record Setting(double exposureMicros, double gainDecibel, double whiteBalanceKelvin) {

        /// Whatever the camera does by itself.
        public static Setting automatic() {
            return new Setting(Double.NaN, Double.NaN, Double.NaN);
        }
    }

    /// An encoded image, JPEG or PNG.
    ///
    /// @throws NoImage when none can be had
    byte[] take(Setting setting) throws InterruptedException;

    @Override
    default void close() {}

    /// The source that a text names: `video:0`, `video:/dev/video2`, `http://camera/snapshot.jpg` or `folder:DIR`.
    ///
    /// @throws IllegalArgumentException when it names none
    static ImageSource named(String text) {
        if (text.startsWith("http://") || text.startsWith("https://")) {
            return new SnapshotCamera(URI.create(text));
        }
        if (text.startsWith("folder:")) {
            return new WatchedFolder(Path.of(text.substring("folder:".length())));
        }
        if (text.startsWith("video:")) {
            return AttachedCamera.open(text.substring("video:".length()));
        }
        throw new IllegalArgumentException(
                "(%s) is no image source.\nMaybe video:0, http://camera/snapshot.jpg or folder:DIR.".formatted(text));
    }
}
