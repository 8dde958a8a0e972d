package org.agate.workflows.journal;

import java.util.Optional;
import java.util.function.Consumer;

/// Decides whether a step that was not done yet may begin: now, later, or not at all.
@FunctionalInterface
public interface StepGate {

    /// Asks for a step to begin. A run that is held is simply not answered yet; it holds no thread meanwhile.
    ///
    /// @param cleanUp whether the step stands in a clean-up block, which runs also when a run is canceled
    /// @param admitted called exactly once, on any thread: with nothing to begin, with a fault to end the step
    void enter(StepKey key, boolean cleanUp, Consumer<Optional<StepOutcome.Failed>> admitted);

    /// Lets every step begin at once.
    static StepGate open() {
        return (key, cleanUp, admitted) -> admitted.accept(Optional.empty());
    }
}
