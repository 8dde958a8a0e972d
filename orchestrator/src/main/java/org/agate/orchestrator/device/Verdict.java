package org.agate.orchestrator.device;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What a person decides about a command whose outcome cannot be proved.
enum Verdict {
    /// It counts as done.
    ACCEPT,
    /// It is done again.
    REPEAT,
    /// The step fails.
    FAIL;

    static List<String> choices() {
        return Arrays.stream(values()).map(Enum::name).toList();
    }

    static Optional<Verdict> of(String answer) {
        return Arrays.stream(values())
                .filter(verdict -> verdict.name().equals(answer))
                .findFirst();
    }
}
