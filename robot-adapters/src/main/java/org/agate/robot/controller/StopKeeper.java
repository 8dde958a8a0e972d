package org.agate.robot.controller;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.agate.robot.device.DeviceId;
import org.agate.robot.device.DeviceState;
import org.agate.robot.device.Instruction;
import org.agate.robot.wire.Header;
import org.agate.robot.wire.Site;
import org.jspecify.annotations.Nullable;

/// Remembers every stop until it is obeyed or released. Thread-safe: a stop waits for nobody.
final class StopKeeper {

    private static final Duration SAY_AGAIN = Duration.ofSeconds(1);

    private final long epoch;
    private final Map<DeviceId, Order> orders = new HashMap<>();
    private Site.@Nullable Stop site;

    /// Devices do not listen to an older epoch than they have heard, whoever said it.
    private long highest;

    private record Order(Instruction.Stop stop, Instant said) {}

    StopKeeper(long epoch) {
        this.epoch = epoch;
    }

    /// A person's order for the whole lab.
    synchronized Site.Stop site(boolean engaged, String by, String reason) {
        site = new Site.Stop(Header.VERSION, engaged, Math.max(epoch, highest), by, reason);
        return site;
    }

    /// What has to be said at every connect: a broker may have lost what it retained.
    synchronized Optional<Site.Stop> site() {
        return Optional.ofNullable(site);
    }

    /// What to say to a retained stop that was heard; empty when it may stand.
    ///
    /// One of an older epoch is said again under ours: with our own content, or with its own when we have none.
    synchronized Optional<Site.Stop> heard(Site.Stop retained) {
        highest = Math.max(highest, retained.epoch());
        if (retained.epoch() >= epoch) {
            return Optional.empty();
        }
        return Optional.of(site != null ? site : site(retained.engaged(), retained.by(), retained.reason()));
    }

    synchronized void device(DeviceId device, Instruction.Stop stop) {
        orders.put(device, new Order(stop, Instant.EPOCH));
    }

    /// Says the stops of single devices again, each second, until their states show them.
    synchronized void sayAgain(
            Map<DeviceId, DeviceView> devices, Instant now, BiConsumer<DeviceId, Instruction> instruct) {
        orders.keySet().removeIf(device -> {
            var view = devices.get(device);
            return view != null && view.state().filter(DeviceState::stop).isPresent();
        });
        orders.replaceAll((device, order) -> {
            if (now.isBefore(order.said().plus(SAY_AGAIN))) {
                return order;
            }
            instruct.accept(device, order.stop());
            return new Order(order.stop(), now);
        });
    }
}
