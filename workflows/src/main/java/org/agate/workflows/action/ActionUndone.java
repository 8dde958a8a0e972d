package org.agate.workflows.action;

/// Ends a workflow whose action was not done.
public final class ActionUndone extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final String text;

    /// @param code stable, such as `OVERFORCE`
    public ActionUndone(String code, String text) {
        super(code + " " + text);
        this.code = code;
        this.text = text;
    }

    public String code() {
        return code;
    }

    public String text() {
        return text;
    }
}
