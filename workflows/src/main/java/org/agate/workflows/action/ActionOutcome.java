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

    /// It failed, and before it is tried again another workflow shall put things right: whoever asked runs that, and
    /// asks again with that recovery in its [Terms].
    ///
    /// @param number which recovery of the step it is, from 1
    record Recover(String workflow, int number) implements ActionOutcome {}
}
