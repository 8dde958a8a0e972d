package org.agate.workflows.journal;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a step ended, as the journal keeps it: what is put back on the exchange when the run goes on after a restart.
public sealed interface StepOutcome {

    /// It went to its end.
    ///
    /// @param bodyChanged whether the step left a new message body
    /// @param body that body, of what JSON knows: maps, lists, texts, numbers, booleans, null
    /// @param variables those that the step set, of what JSON knows
    /// @param removed names of those that it took away
    record Succeeded(boolean bodyChanged, @Nullable Object body, Map<String, Object> variables, List<String> removed)
            implements StepOutcome {
        public Succeeded {
            variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
            removed = List.copyOf(removed);
        }
    }

    /// It ended with a fault, which is thrown again.
    record Failed(String code, String text) implements StepOutcome {}
}
