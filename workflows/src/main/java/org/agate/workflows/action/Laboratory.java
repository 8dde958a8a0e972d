package org.agate.workflows.action;

import java.util.List;
import java.util.function.Consumer;

/// The laboratory as a workflow sees it: ask, and be called back. A waiting request holds no thread.
public interface Laboratory {

    /// Has an action done by the first suitable device that is free.
    ///
    /// @param callback called exactly once, on any thread
    void perform(ActionRequest request, Consumer<ActionOutcome> callback);

    /// Takes one device of each family for a run, all at once or none: until they are given back nobody else gets
    /// them, and the run itself gets no other ones of these families.
    ///
    /// @param stepPath of the step that holds them
    /// @param sample whose vial may stand in one of them already
    /// @param callback called exactly once, when all are held
    void reserve(String run, String stepPath, String sample, List<String> families, Runnable callback);

    /// Gives back what a step holds; nothing when it holds nothing.
    void release(String run, String stepPath);
}
