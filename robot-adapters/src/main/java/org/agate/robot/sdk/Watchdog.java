package org.agate.robot.sdk;

import java.util.function.BooleanSupplier;
import org.agate.robot.device.ControllerLoss;
import org.agate.robot.device.DeviceEvent;
import org.agate.robot.device.Factsheet;
import org.jspecify.annotations.Nullable;

/// Does what the factsheet promises when nobody is in charge any more. Not thread-safe: the runtime's lock guards it.
final class Watchdog {

    private final Factsheet factsheet;
    private final LeaseKeeper leases;
    private final BooleanSupplier connected;
    private @Nullable Execution held;

    Watchdog(Factsheet factsheet, LeaseKeeper leases, BooleanSupplier connected) {
        this.factsheet = factsheet;
        this.leases = leases;
        this.connected = connected;
    }

    void watch(@Nullable Execution running) {
        boolean lost = !connected.getAsBoolean() || leases.current().isEmpty();
        if (running == null) {
            held = null;
        } else if (!lost && held == running) {
            // Held by the device itself: nobody else would think of letting it go on.
            running.hold(false);
            held = null;
        } else if (lost && running.ending() == null) {
            switch (reaction(running)) {
                case CONTINUE, FINISH -> {}
                case HOLD -> {
                    held = running;
                    running.hold(true);
                }
                case SAFE_STOP -> running.end(new DeviceEvent.Aborted("controller lost"));
            }
        }
    }

    private ControllerLoss reaction(Execution running) {
        var capability = factsheet.actions().get(running.command().action());
        return capability == null ? ControllerLoss.SAFE_STOP : capability.onControllerLoss();
    }
}
