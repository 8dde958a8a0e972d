package org.agate.orchestrator.event;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a thread wants to be kept, by whichever thread writes next, and what came of it. Mutable: the log's lock guards
/// it, but for the look whether it was answered.
final class Wish {

    private final Function<EntityManager, List<Entry>> decision;
    private volatile boolean answered;
    private List<LabEvent> kept = List.of();
    private @Nullable RuntimeException fault;

    Wish(Function<EntityManager, List<Entry>> decision) {
        this.decision = decision;
    }

    Function<EntityManager, List<Entry>> decision() {
        return decision;
    }

    void kept(List<LabEvent> events) {
        kept = events;
        answered = true;
    }

    void failed(RuntimeException why) {
        fault = why;
        answered = true;
    }

    boolean isAnswered() {
        return answered;
    }

    /// @throws RuntimeException what was wrong with it
    List<LabEvent> answer() {
        if (fault != null) {
            throw fault;
        }
        return kept;
    }
}
