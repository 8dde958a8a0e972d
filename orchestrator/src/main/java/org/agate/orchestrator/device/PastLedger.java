package org.agate.orchestrator.device;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.agate.orchestrator.database.Json;
import org.agate.robot.device.DeviceId;
import org.agate.robot.device.Factsheet;
import org.agate.robot.wire.WireCodec;
import org.jspecify.annotations.Nullable;

/// The command ledger, what devices could do and what the floor had learned, as of a place in the log: made again
/// from the facts up to there. Mutable; one thread.
final class PastLedger {

    private final Map<UUID, CommandRecord> commands = new LinkedHashMap<>();
    private final List<CommandFact.Shared> shares = new ArrayList<>();
    private final Map<DeviceId, Factsheet> sheets = new HashMap<>();
    private final Map<UUID, String> workflows = new HashMap<>();
    private final WireCodec codec = new WireCodec();
    private final Experience experience = new Experience();

    void apply(CommandFact fact, long number, Instant at) {
        switch (fact) {
            case CommandFact.Issued issued ->
                commands.put(issued.command(), new CommandEntity(issued, number, at).view());
            case CommandFact.Shared shared -> shares.add(shared);
            case CommandFact.Reported reported -> change(reported.command(), reported.state(), "", null, null);
            case CommandFact.Ended ended -> {
                change(ended.command(), ended.state(), Json.write(ended.outcome()), at, ended.lab());
                Optional.ofNullable(commands.get(ended.command())).ifPresent(experience::learn);
            }
        }
    }

    private void change(
            UUID id, CommandState state, String outcome, @Nullable Instant ended, @Nullable Instant labEnded) {
        commands.computeIfPresent(
                id,
                (same, before) -> new CommandRecord(
                        before.id(),
                        before.number(),
                        before.run(),
                        before.stepPath(),
                        before.sample(),
                        before.device(),
                        before.action(),
                        before.params(),
                        before.target(),
                        before.purpose(),
                        before.recovery(),
                        state,
                        outcome,
                        before.issued(),
                        ended,
                        before.family(),
                        before.nominalSeconds(),
                        before.labIssued(),
                        labEnded));
    }

    void apply(DeviceFact fact) {
        switch (fact) {
            case DeviceFact.Described(var device, var sheet) ->
                sheets.put(new DeviceId(device), codec.factsheet(sheet));
        }
    }

    void began(UUID run, String workflow) {
        workflows.put(run, workflow);
    }

    /// A run went to its end: others of its workflow were expected to go the same way from then on.
    void succeeded(UUID run) {
        var workflow = workflows.get(run);
        if (workflow != null) {
            experience.learn(workflow, of(run));
        }
    }

    Experience experience() {
        return experience;
    }

    Optional<String> workflow(UUID run) {
        return Optional.ofNullable(workflows.get(run));
    }

    Optional<Factsheet> sheet(String device) {
        return Optional.ofNullable(sheets.get(new DeviceId(device)));
    }

    private List<CommandRecord> of(UUID run) {
        var mine = new ArrayList<CommandRecord>();
        for (var command : commands.values()) {
            if (command.run().equals(run)) {
                mine.add(command);
            } else {
                shares.stream()
                        .filter(share -> share.command().equals(command.id())
                                && share.run().equals(run))
                        .forEach(share -> mine.add(command.sharedBy(run, share.stepPath(), share.sample())));
            }
        }
        return mine;
    }

    /// The commands of a step, preparations left out, in the order issued.
    List<CommandRecord> of(UUID run, String stepPath) {
        return of(run).stream()
                .filter(command -> command.stepPath().equals(stepPath) && command.purpose() != CommandPurpose.PREPARE)
                .toList();
    }
}
