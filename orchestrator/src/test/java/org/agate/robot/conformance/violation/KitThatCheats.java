package org.agate.robot.conformance.violation;

import org.agate.robot.sdk.DeviceRuntime;

/// Breaks a rule on purpose: the architecture test proves with it that it bites.
public final class KitThatCheats {

    public boolean passes(DeviceRuntime device) {
        return device.isResting();
    }
}
