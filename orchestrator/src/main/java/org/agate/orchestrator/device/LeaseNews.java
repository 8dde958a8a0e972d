package org.agate.orchestrator.device;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.agate.robot.controller.DeviceView;
import org.agate.robot.device.DeviceId;
import org.agate.robot.device.DeviceState;
import org.agate.robot.wire.Printable;

/// Who else commands a device, told once when it begins and once when it is over. Used by one thread.
final class LeaseNews {

    private static final int MOST_SHOWN = 80;

    private final InstantSource wall;
    private final Map<DeviceId, String> others = new HashMap<>();

    LeaseNews(InstantSource wall) {
        this.wall = wall;
    }

    /// An entry of the log.
    record Entry(String kind, String text) {}

    /// Who else holds the lease of a device now, by the device's own clock; empty for nobody.
    ///
    /// @param us who holds the leases of this controller
    static Optional<String> other(DeviceView device, String us, InstantSource wall) {
        return device.state()
                .map(DeviceState::lease)
                .filter(lease -> !device.leased()
                        && !lease.holder().isEmpty()
                        && !lease.holder().equals(us)
                        && lease.until().isAfter(wall.instant().plus(device.skew())))
                .map(DeviceState.Lease::holder);
    }

    /// What is new of a device that has changed.
    ///
    /// @param us who holds the leases of this controller
    Optional<Entry> of(DeviceView device, String us) {
        var id = device.device();
        var other = other(device, us, wall);
        if (other.isPresent()) {
            return other.get().equals(others.put(id, other.get()))
                    ? Optional.empty()
                    : Optional.of(new Entry(
                            "device.lease-taken",
                            "%s takes its commands from (%s): nothing is sent to it from here"
                                    .formatted(id, Printable.of(other.get(), MOST_SHOWN))));
        }
        if (!device.leased()) {
            return Optional.empty();
        }
        return Optional.ofNullable(others.remove(id))
                .map(before -> new Entry(
                        "device.lease-back",
                        "%s takes its commands from here again, not from (%s)"
                                .formatted(id, Printable.of(before, MOST_SHOWN))));
    }
}
