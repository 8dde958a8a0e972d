package org.agate.robot.conformance;

import java.util.List;

/// What one trial showed.
///
/// @param sent what the kit said, in order
/// @param seen what the device said, in order
/// @param why what was unmet, or why the trial was not held; empty when it was passed
public record Finding(String trial, Verdict verdict, List<String> sent, List<String> seen, String why, double seconds) {

    /// How it went.
    public enum Verdict {
        PASSED,
        FAILED,
        SKIPPED
    }

    public Finding {
        sent = List.copyOf(sent);
        seen = List.copyOf(seen);
    }
}
