package org.agate.robot.controller;

import java.time.Instant;
import org.agate.robot.device.Command;
import org.agate.robot.device.DeviceId;
import org.agate.robot.wire.Header;

/// A command on its way.
///
/// @param sent when it was published last; this and the other times are of the controller's monotonic clock
/// @param expires when it may not start any more
/// @param answeredIn the device's session that answered; empty while unanswered
/// @param answeredAt number of the last answer in that session
/// @param doubted since when the device is asked whether it knows the command; EPOCH when it is not
record Posted(
        DeviceId device,
        Command command,
        Instant sent,
        Instant expires,
        String answeredIn,
        long answeredAt,
        Instant doubted) {

    static Posted now(DeviceId device, Command command, Instant now) {
        return new Posted(device, command, now, now.plusSeconds(command.timeToLiveSeconds()), "", 0, Instant.EPOCH);
    }

    boolean answered() {
        return !answeredIn.isEmpty();
    }

    boolean expired(Instant now) {
        return now.isAfter(expires);
    }

    boolean isDoubted() {
        return doubted.isAfter(Instant.EPOCH);
    }

    Posted resent(Instant now) {
        return new Posted(device, command, now, expires, answeredIn, answeredAt, doubted);
    }

    Posted answered(Header by) {
        return new Posted(device, command, sent, expires, by.session(), by.seq(), Instant.EPOCH);
    }

    /// Answered by a line of the state, which has no number among the events.
    Posted answeredBy(String session) {
        long last = answeredIn.equals(session) ? answeredAt : 0;
        return new Posted(device, command, sent, expires, session, last, Instant.EPOCH);
    }

    /// Whether an event of that number says less than what is known: a later one of the same session came before it.
    boolean outdates(Header event) {
        return answeredIn.equals(event.session()) && event.seq() < answeredAt;
    }

    Posted doubt(Instant now) {
        return new Posted(device, command, sent, expires, answeredIn, answeredAt, now);
    }
}
