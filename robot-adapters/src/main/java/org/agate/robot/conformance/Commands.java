package org.agate.robot.conformance;

import java.time.Instant;
import org.agate.robot.device.Command;

/// Commands that differ in one thing.
final class Commands {

    private Commands() {}

    static Command withEpoch(Command order, long epoch) {
        return new Command(
                order.commandId(),
                order.action(),
                order.params(),
                epoch,
                order.issued(),
                order.timeToLiveSeconds(),
                order.deadline(),
                order.sample(),
                order.reply(),
                order.dryRun());
    }

    static Command issued(Command order, Instant issued) {
        return new Command(
                order.commandId(),
                order.action(),
                order.params(),
                order.epoch(),
                issued,
                order.timeToLiveSeconds(),
                order.deadline(),
                order.sample(),
                order.reply(),
                order.dryRun());
    }

    static Command dryRun(Command order) {
        return new Command(
                order.commandId(),
                order.action(),
                order.params(),
                order.epoch(),
                order.issued(),
                order.timeToLiveSeconds(),
                order.deadline(),
                order.sample(),
                order.reply(),
                true);
    }
}
