package org.agate.workflows.action;

/// Ends a workflow whose action was not done.
public final class ActionUndone extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    public ActionUndone(ActionRequest request, ActionOutcome.Undone undone) {
        super("%s %s: %s %s".formatted(request.family(), request.action(), undone.code(), undone.text()));
        this.code = undone.code();
    }

    public String code() {
        return code;
    }
}
