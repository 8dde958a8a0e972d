package org.agate.workflows.camel;

import java.util.LinkedHashMap;
import java.util.Map;
import org.agate.workflows.journal.StepJournal;
import org.agate.workflows.journal.StepKey;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/// A step that is recorded before it acts and after; one that is recorded as finished is skipped.
final class JournaledStep extends DelegateAsyncProcessor {

    private final StepJournal journal;
    private final String id;

    JournaledStep(Processor target, StepJournal journal, String id) {
        super(target);
        this.journal = journal;
        this.id = id;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        var outer = RunContext.path(exchange);
        var key = new StepKey(RunContext.run(exchange), RunContext.below(exchange, id) + PathFrame.index(exchange));
        try {
            var recorded = journal.outcome(key);
            if (recorded.isPresent()) {
                recorded.get().forEach(exchange::setVariable);
                callback.done(true);
                return true;
            }
            journal.begin(key);
        } catch (RuntimeException e) {
            exchange.setException(e);
            callback.done(true);
            return true;
        }
        exchange.setProperty(RunContext.PATH, key.path());
        return super.process(exchange, sync -> {
            // A callback that throws would leave the exchange hanging for ever.
            try {
                exchange.setProperty(RunContext.PATH, outer);
                record(key, exchange);
            } catch (RuntimeException e) {
                exchange.setException(e);
            } finally {
                callback.done(sync);
            }
        });
    }

    private void record(StepKey key, Exchange exchange) {
        var extension = exchange.getExchangeExtension();
        boolean handled = extension.isErrorHandlerHandledSet() && extension.isErrorHandlerHandled();
        if (exchange.isFailed() || exchange.isRouteStop() || exchange.isRollbackOnly() || handled) {
            var cause = exchange.getException();
            journal.fail(key, cause == null ? "ended early" : String.valueOf(cause.getMessage()));
        } else {
            Map<String, Object> variables = new LinkedHashMap<>();
            exchange.getVariables().forEach(variables::put);
            journal.succeed(key, variables);
        }
    }
}
