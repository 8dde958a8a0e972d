package org.agate.robot.controller;

import java.time.Instant;
import org.agate.robot.device.Command;
import org.agate.robot.device.DeviceId;

/// A command on its way.
///
/// @param sent wall time of the last publish
/// @param answeredIn the device's session that answered; empty while unanswered
/// @param doubted wall time since which the device is asked whether it knows the command; EPOCH when it is not
record Posted(DeviceId device, Command command, Instant sent, String answeredIn, Instant doubted) {

    static Posted now(DeviceId device, Command command, Instant now) {
        return new Posted(device, command, now, "", Instant.EPOCH);
    }

    boolean answered() {
        return !answeredIn.isEmpty();
    }

    boolean isDoubted() {
        return doubted.isAfter(Instant.EPOCH);
    }

    Posted resent(Instant now) {
        return new Posted(device, command, now, answeredIn, doubted);
    }

    Posted answeredBy(String session) {
        return new Posted(device, command, sent, session, Instant.EPOCH);
    }

    Posted doubt(Instant now) {
        return new Posted(device, command, sent, answeredIn, now);
    }
}
