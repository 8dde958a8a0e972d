package org.agate.workflows.camel;

import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Processor;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.jspecify.annotations.Nullable;

/// Adds a written id to the path while the block below it runs.
final class PathFrame extends DelegateAsyncProcessor {

    private final String id;
    private final @Nullable String indexProperty;

    /// @param indexProperty where an outer block finds its own index; it is put back afterwards, since inner blocks
    ///     overwrite it
    PathFrame(Processor target, String id, @Nullable String indexProperty) {
        super(target);
        this.id = id;
        this.indexProperty = indexProperty;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        var path = RunContext.path(exchange);
        var index = indexProperty == null ? null : exchange.getProperty(indexProperty);
        exchange.setProperty(RunContext.PATH, RunContext.below(exchange, id));
        return super.process(exchange, sync -> {
            exchange.setProperty(RunContext.PATH, path);
            if (indexProperty != null) {
                if (index == null) {
                    exchange.removeProperty(indexProperty);
                } else {
                    exchange.setProperty(indexProperty, index);
                }
            }
            callback.done(sync);
        });
    }

    /// The innermost index of a split, loop or multicast, as `[2]`; empty outside of one.
    static String index(Exchange exchange) {
        for (var key : new ExchangePropertyKey[] {
            ExchangePropertyKey.SPLIT_INDEX, ExchangePropertyKey.LOOP_INDEX, ExchangePropertyKey.MULTICAST_INDEX
        }) {
            var index = exchange.getProperty(key);
            if (index != null) {
                return "[" + index + "]";
            }
        }
        return "";
    }
}
