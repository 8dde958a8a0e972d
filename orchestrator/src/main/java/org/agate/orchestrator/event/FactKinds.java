package org.agate.orchestrator.event;

import java.util.Locale;

/// How facts are named in the log.
final class FactKinds {

    private FactKinds() {}

    /// `RunFact.CalledOff` is `run.called-off`.
    static String of(Class<?> fact) {
        var family = fact.getEnclosingClass();
        if (family == null) {
            throw new IllegalArgumentException("Fact (%s) has no family around it.".formatted(fact));
        }
        return dashed(family.getSimpleName().replaceFirst("Fact$", "")) + "." + dashed(fact.getSimpleName());
    }

    private static String dashed(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
