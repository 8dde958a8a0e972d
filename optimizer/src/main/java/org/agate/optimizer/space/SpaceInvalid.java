package org.agate.optimizer.space;

/// A search space or recipe that contradicts itself, with a stable code and advice.
public final class SpaceInvalid extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String code;

    public SpaceInvalid(String code, String message, String advice) {
        super(message + "\n" + advice);
        this.code = code;
    }

    /// The stable error code, for example `space.bounds.invalid`.
    public String code() {
        return code;
    }

    static void unless(boolean fine, String code, String message, String advice) {
        if (!fine) {
            throw new SpaceInvalid(code, message, advice);
        }
    }
}
