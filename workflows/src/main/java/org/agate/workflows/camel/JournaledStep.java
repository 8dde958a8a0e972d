package org.agate.workflows.camel;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.agate.workflows.WorkflowInvalid;
import org.agate.workflows.action.ActionUndone;
import org.agate.workflows.journal.StepGate;
import org.agate.workflows.journal.StepJournal;
import org.agate.workflows.journal.StepKey;
import org.agate.workflows.journal.StepOutcome;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.jspecify.annotations.Nullable;

/// A step that is recorded before it acts and after; one that is recorded as ended is not done again: its recorded
/// outcome is put back, good or bad.
final class JournaledStep extends DelegateAsyncProcessor {

    private static final String AT_END = "agate.at-end";

    private final StepJournal journal;
    private final StepGate gate;
    private final String id;
    private final boolean cleanUp;

    /// @param cleanUp whether the step is written in a clean-up block
    JournaledStep(Processor target, StepJournal journal, StepGate gate, String id, boolean cleanUp) {
        super(target);
        this.journal = journal;
        this.gate = gate;
        this.id = id;
        this.cleanUp = cleanUp;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        var outer = Place.of(exchange);
        var key = new StepKey(RunContext.run(exchange), Place.below(exchange, id));
        try {
            var recorded = journal.outcome(key);
            if (recorded.isPresent()) {
                putBack(recorded.get(), exchange);
                callback.done(true);
                return true;
            }
        } catch (RuntimeException e) {
            exchange.setException(e);
            callback.done(true);
            return true;
        }
        gate.enter(key, cleanUp || outer.cleanUp(), refusal -> {
            if (refusal.isPresent()) {
                putBack(refusal.get(), exchange);
                callback.done(false);
            } else {
                act(exchange, key, outer, callback);
            }
        });
        return false;
    }

    /// Has something done when the step around ends, well or not.
    static void atEnd(Exchange exchange, Runnable work) {
        exchange.setProperty(AT_END, work);
    }

    private void act(Exchange exchange, StepKey key, Place outer, AsyncCallback callback) {
        var before = new LinkedHashMap<>(exchange.getVariables());
        var body = exchange.getMessage().getBody();
        try {
            journal.begin(key);
            Place.enter(exchange, id, null, cleanUp);
        } catch (RuntimeException e) {
            exchange.setException(e);
            callback.done(false);
            return;
        }
        var around = exchange.getProperty(AT_END);
        exchange.removeProperty(AT_END);
        super.process(exchange, sync -> {
            // A callback that throws would leave the exchange hanging for ever.
            try {
                if (exchange.getProperty(AT_END) instanceof Runnable last) {
                    last.run();
                }
                outer.put(exchange);
                record(key, exchange, before, body);
            } catch (RuntimeException e) {
                exchange.setException(e);
            } finally {
                exchange.setProperty(AT_END, around);
                callback.done(false);
            }
        });
    }

    private void record(StepKey key, Exchange exchange, Map<String, Object> before, @Nullable Object body) {
        var extension = exchange.getExchangeExtension();
        boolean handled = extension.isErrorHandlerHandledSet() && extension.isErrorHandlerHandled();
        if (exchange.isFailed() || exchange.isRouteStop() || exchange.isRollbackOnly() || handled) {
            journal.fail(key, fault(exchange.getException()));
            return;
        }
        var changed = new LinkedHashMap<String, Object>();
        exchange.getVariables().forEach((name, value) -> {
            if (!before.containsKey(name) || !Objects.equals(before.get(name), value)) {
                changed.put(name, value);
            }
        });
        var removed = before.keySet().stream()
                .filter(name -> !exchange.getVariables().containsKey(name))
                .toList();
        var left = exchange.getMessage().getBody();
        boolean bodyChanged = left != body;
        putBack(
                journal.succeed(
                        key, new StepOutcome.Succeeded(bodyChanged, bodyChanged ? left : null, changed, removed)),
                exchange);
    }

    private static StepOutcome.Failed fault(@Nullable Throwable cause) {
        var text = cause == null ? "ended early" : String.valueOf(cause.getMessage());
        return switch (cause) {
            case ActionUndone undone -> new StepOutcome.Failed(undone.code(), undone.text());
            case WorkflowInvalid invalid -> new StepOutcome.Failed(invalid.code(), text);
            case null, default -> new StepOutcome.Failed("workflow.step.fault", text);
        };
    }

    private static void putBack(StepOutcome outcome, Exchange exchange) {
        switch (outcome) {
            case StepOutcome.Succeeded done -> {
                done.variables().forEach(exchange::setVariable);
                done.removed().forEach(exchange::removeVariable);
                if (done.bodyChanged()) {
                    exchange.getMessage().setBody(done.body());
                }
            }
            case StepOutcome.Failed(var code, var text) -> exchange.setException(new ActionUndone(code, text));
        }
    }
}
