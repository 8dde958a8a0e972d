package org.agate.orchestrator.device;

import java.util.Optional;
import org.agate.orchestrator.device.FloorPlan.Decision;
import org.agate.robot.controller.DeviceView;

/// What has to be done about a device's door before a vial goes in or out, or before it works.
final class Doors {

    private static final String CLOSED = "DOOR_CLOSED";
    private static final String SAFE = "DOOR_SAFE";

    private Doors() {}

    /// Nothing; or opening it; or waiting until it may be opened.
    static Optional<Decision> toReach(DeviceView view) {
        if (!isDoored(view) || !condition(view, CLOSED)) {
            return Optional.empty();
        }
        return Optional.of(
                condition(view, SAFE)
                        ? new Decision.Prepare(view.device(), "openDoor")
                        : new Decision.Wait("%s is too hot to open".formatted(view.device())));
    }

    /// Nothing; or closing it.
    static Optional<Decision> toWork(DeviceView view, String action) {
        boolean needed = view.factsheet()
                .map(sheet -> sheet.actions().get(action))
                .filter(capability -> capability.interlocks().contains(CLOSED))
                .isPresent();
        return needed && isDoored(view) && !condition(view, CLOSED)
                ? Optional.of(new Decision.Prepare(view.device(), "closeDoor"))
                : Optional.empty();
    }

    private static boolean isDoored(DeviceView view) {
        return view.factsheet()
                .filter(sheet -> sheet.actions().containsKey("openDoor"))
                .isPresent();
    }

    private static boolean condition(DeviceView view, String name) {
        return view.state()
                .filter(state -> Boolean.TRUE.equals(state.interlocks().get(name)))
                .isPresent();
    }
}
