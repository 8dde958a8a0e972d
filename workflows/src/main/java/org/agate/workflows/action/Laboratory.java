package org.agate.workflows.action;

import java.util.function.Consumer;

/// The laboratory as a workflow sees it: ask, and be called back. A waiting request holds no thread.
@FunctionalInterface
public interface Laboratory {

    /// Has an action done by the first suitable device that is free.
    ///
    /// @param callback called exactly once, on any thread
    void perform(ActionRequest request, Consumer<ActionOutcome> callback);
}
