package org.agate.vision;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Input that vision cannot use, with a stable code, the place and advice.
public final class VisionFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final String said;
    private final String advice;

    public VisionFault(String code, String message, String advice) {
        this(code, message, advice, null);
    }

    public VisionFault(String code, String message, String advice, @Nullable Throwable cause) {
        super(message + "\n" + advice, cause);
        this.code = code;
        this.said = message;
        this.advice = advice;
    }

    /// The same fault of a file that is named.
    public VisionFault at(Path file) {
        return new VisionFault(code, file + ": " + said, advice, this);
    }

    /// The stable error code, for example `vision.labels.malformed`.
    public String code() {
        return code;
    }
}
