package org.agate.vision.image;

import nu.pattern.OpenCV;

/// OpenCV's native code, unpacked and loaded once; whoever makes a matrix asks for it first.
public final class NativeLibrary {

    private NativeLibrary() {}

    /// Loads it; does nothing from the second call on.
    public static void load() {
        OpenCV.loadLocally();
    }
}
