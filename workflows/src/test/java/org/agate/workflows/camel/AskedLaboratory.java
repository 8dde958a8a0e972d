package org.agate.workflows.camel;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.agate.workflows.action.ActionOutcome;
import org.agate.workflows.action.ActionRequest;
import org.agate.workflows.action.Laboratory;

/// A laboratory that does what a test says, and remembers what was held.
final class AskedLaboratory implements Laboratory {

    private final BiConsumer<ActionRequest, Consumer<ActionOutcome>> behaviour;
    private final List<String> holds = new CopyOnWriteArrayList<>();

    AskedLaboratory(BiConsumer<ActionRequest, Consumer<ActionOutcome>> behaviour) {
        this.behaviour = behaviour;
    }

    @Override
    public void perform(ActionRequest request, Consumer<ActionOutcome> callback) {
        behaviour.accept(request, callback);
    }

    @Override
    public void reserve(String run, String stepPath, String sample, List<String> families, Runnable callback) {
        holds.add("reserve " + stepPath + " " + families);
        Thread.ofVirtual().start(callback);
    }

    @Override
    public void release(String run, String stepPath) {
        holds.add("release " + stepPath);
    }

    List<String> holds() {
        return holds;
    }
}
