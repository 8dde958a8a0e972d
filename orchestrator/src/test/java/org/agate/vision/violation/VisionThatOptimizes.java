package org.agate.vision.violation;

import org.agate.optimizer.Goal;

/// Breaks a rule on purpose: the architecture test proves with it that it bites.
public final class VisionThatOptimizes {

    public Goal goal() {
        return Goal.MAXIMIZE;
    }
}
