package org.agate.workflows.action;

import java.util.function.Consumer;

/// The people of the laboratory as a workflow sees them: ask, and be called back.
@FunctionalInterface
public interface Operator {

    /// Asks a person. The same question of the same step, asked again after a restart, is the same prompt.
    ///
    /// @param callback called exactly once with what was answered, on any thread
    void ask(Question question, Consumer<String> callback);
}
