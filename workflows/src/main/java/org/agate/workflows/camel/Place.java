package org.agate.workflows.camel;

import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/// Where in a workflow an exchange is: the path of written ids, with the index of every split and loop on the way, such
/// as `each[2]/grind/load`.
///
/// Camel's own ids change between starts, and an inner split overwrites the outer one's index; so the path is
/// kept beside them: entering a block seals the index of the block around it into the path.
///
/// @param path of the innermost block
/// @param indexProperty where Camel keeps the innermost block's index; null when the block does not repeat
/// @param cleanUp whether a clean-up block is around
record Place(String path, @Nullable String indexProperty, boolean cleanUp) {

    private static final String PROPERTY = "agate.place";
    private static final Place START = new Place("", null, false);

    static Place of(Exchange exchange) {
        return exchange.getProperty(PROPERTY, START, Place.class);
    }

    /// The path of a node with that id, directly inside the innermost block.
    static String below(Exchange exchange, String id) {
        var here = of(exchange);
        if (here.path.isEmpty()) {
            return id;
        }
        var index = here.indexProperty == null ? null : exchange.getProperty(here.indexProperty);
        return here.path + (index == null ? "" : "[" + index + "]") + "/" + id;
    }

    /// Goes into a block; the exchange goes on below it until [#put] puts the old place back.
    static void enter(Exchange exchange, String id, @Nullable String indexProperty, boolean cleanUp) {
        var here = of(exchange);
        new Place(below(exchange, id), indexProperty, cleanUp || here.cleanUp).put(exchange);
    }

    /// A block inside this one that no file names.
    Place inside(String name) {
        return new Place(path + "/" + name, null, cleanUp);
    }

    void put(Exchange exchange) {
        exchange.setProperty(PROPERTY, this);
    }
}
