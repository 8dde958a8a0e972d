package org.agate.workflows.camel;

import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/// Joins parallel branches: the variables that any of them has set are there afterwards. A branch that failed
/// fails the
/// whole.
public final class MergedVariables implements AggregationStrategy {

    @Override
    public Exchange aggregate(@Nullable Exchange joined, Exchange branch) {
        if (joined == null) {
            return branch;
        }
        branch.getVariables().forEach(joined::setVariable);
        if (joined.getException() == null && branch.getException() != null) {
            joined.setException(branch.getException());
        }
        return joined;
    }
}
