package org.agate.workflows.camel;

import org.apache.camel.Exchange;

/// What a run's exchange carries beside its variables.
public final class RunContext {

    /// Exchange property: the run's id.
    public static final String RUN = "agate.run";

    /// Exchange property: the id of the sample that the run works on.
    public static final String SAMPLE = "agate.sample";

    /// Exchange property: the path of written ids down to where the exchange is.
    static final String PATH = "agate.path";

    private RunContext() {}

    static String run(Exchange exchange) {
        return exchange.getProperty(RUN, "", String.class);
    }

    static String path(Exchange exchange) {
        return exchange.getProperty(PATH, "", String.class);
    }

    static String below(Exchange exchange, String id) {
        var path = path(exchange);
        return path.isEmpty() ? id : path + "/" + id;
    }
}
