package org.agate.workflows.camel;

import org.apache.camel.Exchange;

/// What a run's exchange carries beside its variables.
public final class RunContext {

    /// Exchange property: the run's id.
    public static final String RUN = "agate.run";

    /// Exchange property: the id of the sample that the run works on.
    public static final String SAMPLE = "agate.sample";

    private RunContext() {}

    static String run(Exchange exchange) {
        return exchange.getProperty(RUN, "", String.class);
    }

    static String sample(Exchange exchange) {
        return exchange.getProperty(SAMPLE, "", String.class);
    }

    /// The step that an exchange is in, by its path.
    static String path(Exchange exchange) {
        return Place.of(exchange).path();
    }
}
