package org.agate.robot.sdk;

import java.util.Map;
import java.util.Optional;
import org.agate.robot.device.Command;
import org.agate.robot.device.DeviceEvent.Rejected;
import org.agate.robot.device.DeviceState.Activity;
import org.agate.robot.device.DeviceState.Mode;
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
        return late(command)
                .or(() -> meaningless(command))
                .or(() -> unauthorized(command))
                .or(() -> unable(command, activity));
    }

    private Optional<Rejected> late(Command command) {
        return command.expired(setup.wall().instant())
                ? refused(
                        RejectCode.EXPIRED,
                        "issued %s, ttl %d s".formatted(command.issued(), command.timeToLiveSeconds()))
                : Optional.empty();
    }

    private Optional<Rejected> meaningless(Command command) {
        var capability = factsheet.actions().get(command.action());
        var handler = handlers.get(command.action());
        if (capability == null || handler == null) {
            return refused(
                    RejectCode.UNKNOWN_ACTION,
                    "(%s) is not one of %s"
                            .formatted(command.action(), factsheet.actions().keySet()));
        }
        return capability
                .complaint(command.params())
                .or(() -> handler.complaint(command))
                .flatMap(complaint -> refused(RejectCode.BAD_PARAM, complaint));
    }

    private Optional<Rejected> unauthorized(Command command) {
        if (setup.ledger().stopped()) {
            return refused(RejectCode.STOPPED, "the stop is latched");
        }
        if (setup.sensors().mode() != Mode.AUTOMATIC) {
            return refused(
                    RejectCode.NOT_AUTOMATIC,
                    "a person works at it: mode %s".formatted(setup.sensors().mode()));
        }
        return leases.refusal(command.epoch())
                .flatMap(code -> refused(
                        code,
                        "epoch %d, mine is %d"
                                .formatted(command.epoch(), setup.ledger().epoch())));
    }

    private Optional<Rejected> unable(Command command, Activity activity) {
        if (activity == Activity.FAULT) {
            return refused(RejectCode.INTERLOCK, setup.ledger().fault() + ": the device waits for clear");
        }
        if (activity != Activity.IDLE) {
            return refused(RejectCode.BUSY, "the device is " + activity);
        }
        var capability = factsheet.actions().get(command.action());
        var handler = handlers.get(command.action());
        if (capability == null || handler == null) {
            return Optional.empty();
        }
        return capability
                .unmet(setup.sensors().interlocks())
                .or(() -> handler.interlock(command))
                .flatMap(reason -> refused(RejectCode.INTERLOCK, reason));
    }

    private static Optional<Rejected> refused(RejectCode code, String text) {
        return Optional.of(new Rejected(code, text));
    }
}
