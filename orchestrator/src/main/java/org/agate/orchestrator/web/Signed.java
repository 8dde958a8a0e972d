package org.agate.orchestrator.web;

import org.jspecify.annotations.Nullable;

/// Who wants something, and why: what a request says that moves something in the laboratory.
public record Signed(String by, String why) {

    /// A request that says both.
    ///
    /// @param code of the refusal
    /// @throws Problem 422 when one of them is missing or blank
    public static Signed checked(@Nullable Signed given, String code) {
        if (given == null
                || given.by() == null
                || given.by().isBlank()
                || given.why() == null
                || given.why().isBlank()) {
            throw new Problem(422, code, "That needs (by) and (why).", "Maybe fill in who and why.");
        }
        return given;
    }
}
