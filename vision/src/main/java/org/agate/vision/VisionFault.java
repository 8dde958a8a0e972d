package org.agate.vision;

import org.jspecify.annotations.Nullable;

/// Input that vision cannot use, with a stable code, the place and advice.
public final class VisionFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    public VisionFault(String code, String message, String advice) {
        this(code, message, advice, null);
    }

    public VisionFault(String code, String message, String advice, @Nullable Throwable cause) {
        super(message + "\n" + advice, cause);
        this.code = code;
    }

    /// The stable error code, for example `vision.labels.malformed`.
    public String code() {
        return code;
    }
}
