package org.agate.workflows.validation;

/// Something that is wrong with a workflow.
///
/// @param code stable, such as `workflow.unit.incompatible`
/// @param advice what to do about it
public record Finding(String file, int line, int column, String code, String message, String advice) {

    /// As compilers print it: `file:line:col: code: message + advice`.
    @Override
    public String toString() {
        return "%s:%d:%d: %s: %s %s".formatted(file, line, column, code, message, advice);
    }
}
