package org.agate.orchestrator.device;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.agate.robot.device.DeviceEvent;
import org.agate.robot.device.DeviceState;

/// Finds commands that a device knows and the ledger does not: an older copy of the database was put in its place, or
/// somebody else commands the device. Not thread-safe: the link's lock guards it.
final class StrangeCommands {

    private static final int MOST_REMEMBERED = 20_000;

    private final CommandLedger ledger;
    private final Set<UUID> looked = new LinkedHashSet<>();

    StrangeCommands(CommandLedger ledger) {
        this.ledger = ledger;
    }

    /// The strange ones of a state, each told once.
    List<UUID> in(DeviceState state) {
        var strange = new ArrayList<UUID>();
        // What the device refused has moved nothing, whoever asked for it.
        Stream.concat(state.recent().stream(), state.active().stream())
                .filter(report -> !(report.event() instanceof DeviceEvent.Rejected))
                .forEach(report -> look(report.commandId(), strange));
        while (looked.size() > MOST_REMEMBERED) {
            looked.remove(looked.iterator().next());
        }
        return strange;
    }

    private void look(UUID command, List<UUID> strange) {
        if (looked.add(command) && ledger.find(command).isEmpty()) {
            strange.add(command);
        }
    }
}
