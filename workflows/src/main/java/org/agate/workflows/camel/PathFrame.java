package org.agate.workflows.camel;

import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.jspecify.annotations.Nullable;

/// Adds a written id to the path while the block below it runs.
final class PathFrame extends DelegateAsyncProcessor {

    private final String id;
    private final @Nullable String indexProperty;
    private final boolean cleanUp;

    /// @param indexProperty where Camel keeps the block's index; it is put back afterwards, since an outer block of the
    ///     same kind keeps its own there
    PathFrame(Processor target, String id, @Nullable String indexProperty, boolean cleanUp) {
        super(target);
        this.id = id;
        this.indexProperty = indexProperty;
        this.cleanUp = cleanUp;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        var outer = Place.of(exchange);
        var index = indexProperty == null ? null : exchange.getProperty(indexProperty);
        Place.enter(exchange, id, indexProperty, cleanUp);
        return super.process(exchange, sync -> {
            outer.put(exchange);
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
}
