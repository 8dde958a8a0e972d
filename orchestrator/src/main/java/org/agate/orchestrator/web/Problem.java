package org.agate.orchestrator.web;

/// A refusal over HTTP: status, stable code, what is wrong, what to do (RFC 9457).
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String advice;

    public Problem(int status, String code, String detail, String advice) {
        super(detail);
        this.status = status;
        this.code = code;
        this.advice = advice;
    }

    int status() {
        return status;
    }

    public String code() {
        return code;
    }

    String advice() {
        return advice;
    }
}
