package org.agate.workflows.camel;

import java.util.Objects;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/// Joins parallel branches: the variables that any of them has set are there afterwards. A branch that failed fails
/// the whole.
public final class MergedVariables implements AggregationStrategy {

    @Override
    public Exchange aggregate(@Nullable Exchange joined, Exchange branch, Exchange before) {
        if (joined == null) {
            return branch;
        }
        // A branch also carries what was set before the branches began: that must not undo what another one has
        // set.
        branch.getVariables().forEach((name, value) -> {
            if (!Objects.equals(value, before.getVariable(name))) {
                joined.setVariable(name, value);
            }
        });
        if (joined.getException() == null && branch.getException() != null) {
            joined.setException(branch.getException());
        }
        return joined;
    }

    @Override
    public Exchange aggregate(@Nullable Exchange joined, Exchange branch) {
        throw new UnsupportedOperationException("Branches are joined with what was there before them");
    }
}
