package org.agate.workflows.violation;

import org.agate.robot.wire.Topics;

/// Breaks a rule on purpose: the architecture test proves with it that it bites.
public final class WorkflowThatTouchesTheWire {

    public Topics topics() {
        return Topics.usual();
    }
}
