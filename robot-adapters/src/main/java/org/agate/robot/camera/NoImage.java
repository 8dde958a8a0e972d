package org.agate.robot.camera;

/// A source gave no image.
public final class NoImage extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoImage(String what, Throwable cause) {
        super(what, cause);
    }

    NoImage(String what) {
        super(what);
    }
}
