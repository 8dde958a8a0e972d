package org.agate.workflows;

import org.jspecify.annotations.Nullable;

/// A workflow file, parameter or unit that cannot be used, with a stable code, the place and advice.
public final class WorkflowInvalid extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    public WorkflowInvalid(String code, String message, String advice) {
        this(code, message, advice, null);
    }

    public WorkflowInvalid(String code, String message, String advice, @Nullable Throwable cause) {
        super(message + "\n" + advice, cause);
        this.code = code;
    }

    /// The stable error code, for example `workflow.unit.incompatible`.
    public String code() {
        return code;
    }
}
