package org.agate.sim.violation;

import org.agate.robot.controller.ControllerLink;

/// Breaks a rule on purpose: the architecture test proves with it that it bites.
public final class SimThatCommands {

    public void stop(ControllerLink link) {
        link.stop(true, "the twin", "it may not");
    }
}
