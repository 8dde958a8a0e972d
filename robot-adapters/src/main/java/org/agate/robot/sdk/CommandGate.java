package org.agate.robot.sdk;

import java.util.Map;
import java.util.Optional;
import org.agate.robot.device.Command;
import org.agate.robot.device.DeviceEvent.Rejected;
import org.agate.robot.device.DeviceState.Activity;
import org.agate.robot.device.Factsheet;
import org.agate.robot.device.RejectCode;

/// Decides whether a command that was never seen may start.
final class CommandGate {

    private final DeviceSetup setup;
    private final Factsheet factsheet;
    private final Map<String, ActionHandler> handlers;
    private final LeaseKeeper leases;

    CommandGate(DeviceSetup setup, Factsheet factsheet, Map<String, ActionHandler> handlers, LeaseKeeper leases) {
        this.setup = setup;
        this.factsheet = factsheet;
        this.handlers = handlers;
        this.leases = leases;
    }

    /// The refusal; empty when the command may start.
    Optional<Rejected> refusal(Command command, Activity activity) {
        if (command.expired(setup.wall().instant())) {
            return refused(
                    RejectCode.EXPIRED, "issued %s, ttl %d s".formatted(command.issued(), command.timeToLiveSeconds()));
        }
        var capability = factsheet.actions().get(command.action());
        var handler = handlers.get(command.action());
        if (capability == null || handler == null) {
            return refused(
                    RejectCode.UNKNOWN_ACTION,
                    "(%s) is not one of %s"
                            .formatted(command.action(), factsheet.actions().keySet()));
        }
        var complaint = capability.complaint(command.params());
        if (complaint.isPresent()) {
            return refused(RejectCode.BAD_PARAM, complaint.get());
        }
        if (setup.ledger().stopped()) {
            return refused(RejectCode.STOPPED, "the stop is latched");
        }
        var unleased = leases.refusal(command.epoch());
        if (unleased.isPresent()) {
            return refused(
                    unleased.get(),
                    "epoch %d, mine is %d"
                            .formatted(command.epoch(), setup.ledger().epoch()));
        }
        if (activity != Activity.IDLE) {
            return refused(RejectCode.BUSY, "the device is " + activity);
        }
        return handler.interlock(command).flatMap(reason -> refused(RejectCode.INTERLOCK, reason));
    }

    private static Optional<Rejected> refused(RejectCode code, String text) {
        return Optional.of(new Rejected(code, text));
    }
}
