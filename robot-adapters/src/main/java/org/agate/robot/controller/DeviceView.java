package org.agate.robot.controller;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.agate.robot.device.DeviceId;
import org.agate.robot.device.DeviceState;
import org.agate.robot.device.Factsheet;
import org.agate.robot.device.Presence;
import org.agate.robot.wire.Header;
import org.agate.robot.wire.Topics.Channel;

/// What the controller knows of one device, at one moment.
///
/// @param since wall time of the last change of presence
/// @param session the device's start that these facts belong to; empty before the first
/// @param leased whether this controller may command it now
/// @param heard when the last state message came, on the controller's monotonic clock
/// @param silent whether it is LOST because nothing was heard for too long, though its connection stands
/// @param complaints by channel, why its last message there could not be read; what it said before may be outdated
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
        Duration skew,
        boolean silent,
        Map<Channel, String> complaints) {

    public DeviceView {
        complaints = complaints.isEmpty() ? Map.of() : Map.copyOf(complaints);
    }

    private static final Duration TOLERATED_SKEW = Duration.ofSeconds(2);
    private static final Duration MOST_AHEAD = Duration.ofSeconds(20);
    private static final long LEAST_SILENCE_SECONDS = 20;

    static DeviceView unknown(DeviceId device, Instant now, Instant heard) {
        return new DeviceView(
                device,
                Presence.OFFLINE,
                now,
                "",
                Optional.empty(),
                Optional.empty(),
                false,
                heard,
                Duration.ZERO,
                false,
                Map.of());
    }

    /// Whether a command sent now would be taken.
    public boolean ready() {
        return presence == Presence.ONLINE
                && leased
                && complaints.isEmpty()
                && !isAhead()
                && state.filter(DeviceState::ready).isPresent();
    }

    /// @param received on the controller's monotonic clock: who has just come has said something
    DeviceView present(Presence seen, Header header, Instant received) {
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
                lost ? heard : received,
                skew,
                false,
                complaints);
    }

    DeviceView described(Factsheet sheet) {
        return new DeviceView(
                device, presence, since, session, Optional.of(sheet), state, leased, heard, skew, silent, complaints);
    }

    /// A device that was silent is back with its next state.
    DeviceView stated(DeviceState now, boolean ours, Instant received) {
        return new DeviceView(
                device,
                silent ? Presence.ONLINE : presence,
                since,
                session,
                factsheet,
                Optional.of(now),
                ours,
                received,
                skew,
                false,
                complaints);
    }

    DeviceView unleased() {
        return new DeviceView(
                device, presence, since, session, factsheet, state, false, heard, skew, silent, complaints);
    }

    /// Whether its clock is so far ahead of the controller's that it takes every command for expired.
    public boolean isAhead() {
        return skew.compareTo(MOST_AHEAD) > 0;
    }

    /// What a state message says of the device's clock. The broker may have kept it for long: only one that is ahead
    /// says something, or one that no longer is.
    DeviceView clocked(Duration ahead) {
        return ahead.compareTo(TOLERATED_SKEW) > 0 || skew.isPositive() ? skewed(ahead) : this;
    }

    DeviceView skewed(Duration ahead) {
        boolean fine = ahead.abs().compareTo(TOLERATED_SKEW) <= 0;
        boolean alike =
                ahead.minus(skew).abs().compareTo(TOLERATED_SKEW) <= 0 && ahead.compareTo(MOST_AHEAD) > 0 == isAhead();
        if (fine && skew.isZero() || !fine && alike) {
            return this;
        }
        var noted = fine ? Duration.ZERO : ahead;
        return new DeviceView(
                device, presence, since, session, factsheet, state, leased, heard, noted, silent, complaints);
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
                skew,
                false,
                complaints);
    }

    /// Whether it should have said something by now: four heartbeats have passed, or twenty seconds.
    boolean isOverdue(Instant now) {
        long heartbeat = factsheet
                .map(sheet -> Math.clamp(sheet.protocol().heartbeatSeconds(), 1, 3_600))
                .orElse(5);
        return presence == Presence.ONLINE
                && now.isAfter(heard.plusSeconds(Math.max(LEAST_SILENCE_SECONDS, 4 * heartbeat)));
    }

    /// Nothing was heard for too long.
    ///
    /// @param now wall time
    DeviceView silenced(Instant now) {
        return new DeviceView(
                device, Presence.LOST, now, session, factsheet, state, false, heard, skew, true, complaints);
    }

    /// Its last message of a channel could not be read.
    DeviceView complained(Channel channel, String complaint) {
        var more = new EnumMap<Channel, String>(Channel.class);
        more.putAll(complaints);
        more.put(channel, complaint);
        return with(more);
    }

    /// Its last message of a channel was read.
    DeviceView understood(Channel channel) {
        if (!complaints.containsKey(channel)) {
            return this;
        }
        var fewer = new EnumMap<Channel, String>(complaints);
        fewer.remove(channel);
        return with(fewer);
    }

    private DeviceView with(Map<Channel, String> what) {
        return new DeviceView(device, presence, since, session, factsheet, state, leased, heard, skew, silent, what);
    }

    /// What was said of it and cleared on the broker counts no more.
    DeviceView withoutFactsheet() {
        return new DeviceView(
                device, presence, since, session, Optional.empty(), state, leased, heard, skew, silent, complaints);
    }
}
