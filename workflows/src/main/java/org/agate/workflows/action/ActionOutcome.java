package org.agate.workflows.action;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What came of an action.
public sealed interface ActionOutcome {

    /// It was done.
    record Done(Map<String, Object> result) implements ActionOutcome {
        public Done {
            result = Collections.unmodifiableMap(new LinkedHashMap<>(result));
        }
    }

    /// It was not, or not wholly.
    record Undone(String code, String text) implements ActionOutcome {}
}
