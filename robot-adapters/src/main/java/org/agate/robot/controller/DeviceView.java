package org.agate.robot.controller;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.agate.robot.device.DeviceId;
import org.agate.robot.device.DeviceState;
import org.agate.robot.device.Factsheet;
import org.agate.robot.device.Presence;
import org.agate.robot.wire.Header;

/// What the controller knows of one device, at one moment.
///
/// @param since wall time of the last change of presence
/// @param session the device's start that these facts belong to; empty before the first
/// @param leased whether this controller may command it now
/// @param heard wall time of the controller at the last state message
/// @param skew how far the device's clock is ahead of the controller's, when that is more than 2 s; else zero
public record DeviceView(
        DeviceId device,
        Presence presence,
        Instant since,
        String session,
        Optional<Factsheet> factsheet,
        Optional<DeviceState> state,
        boolean leased,
        Instant heard,
        Duration skew) {

    private static final Duration TOLERATED_SKEW = Duration.ofSeconds(2);

    static DeviceView unknown(DeviceId device, Instant now) {
        return new DeviceView(
                device, Presence.OFFLINE, now, "", Optional.empty(), Optional.empty(), false, now, Duration.ZERO);
    }

    /// Whether a command sent now would be taken.
    public boolean ready() {
        return presence == Presence.ONLINE
                && leased
                && state.filter(DeviceState::ready).isPresent();
    }

    DeviceView present(Presence seen, Header header) {
        // The will of an earlier start must not bury the present one.
        if (seen == Presence.LOST && !session.isEmpty() && !session.equals(header.session())) {
            return this;
        }
        boolean lost = seen != Presence.ONLINE;
        return new DeviceView(
                device,
                seen,
                seen == presence ? since : header.ts(),
                header.session(),
                factsheet,
                state,
                leased && !lost && session.equals(header.session()),
                heard,
                skew);
    }

    DeviceView described(Factsheet sheet) {
        return new DeviceView(device, presence, since, session, Optional.of(sheet), state, leased, heard, skew);
    }

    DeviceView stated(DeviceState now, boolean ours, Instant received) {
        return new DeviceView(device, presence, since, session, factsheet, Optional.of(now), ours, received, skew);
    }

    DeviceView unleased() {
        return new DeviceView(device, presence, since, session, factsheet, state, false, heard, skew);
    }

    DeviceView skewed(Duration ahead) {
        boolean fine = ahead.abs().compareTo(TOLERATED_SKEW) <= 0;
        if (fine && skew.isZero() || !fine && ahead.minus(skew).abs().compareTo(TOLERATED_SKEW) <= 0) {
            return this;
        }
        var noted = fine ? Duration.ZERO : ahead;
        return new DeviceView(device, presence, since, session, factsheet, state, leased, heard, noted);
    }

    DeviceView outOfContact(Instant now) {
        return new DeviceView(
                device,
                Presence.LOST,
                presence == Presence.LOST ? since : now,
                session,
                factsheet,
                state,
                false,
                heard,
                skew);
    }
}
