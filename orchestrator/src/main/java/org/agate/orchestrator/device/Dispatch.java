package org.agate.orchestrator.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.agate.orchestrator.Sources.Ids;
import org.agate.orchestrator.clock.LabTime;
import org.agate.orchestrator.device.FloorPlan.Decision;
import org.agate.orchestrator.event.EventLog;
import org.agate.orchestrator.event.Subject;
import org.agate.robot.controller.DeviceView;
import org.agate.robot.device.DeviceId;
import org.agate.robot.device.Factsheet;
import org.agate.workflows.action.ActionRequest;
import org.jspecify.annotations.Nullable;

/// Makes commands of decisions: committed first, then sent. Only the floor's thread uses it.
final class Dispatch {

    private final Whiteboard board;
    private final DeviceBoard devices;
    private final CommandLedger ledger;
    private final EventLog log;
    private final LabTime lab;
    private final Ids ids;

    Dispatch(Whiteboard board, DeviceBoard devices, CommandLedger ledger, EventLog log, LabTime lab, Ids ids) {
        this.board = board;
        this.devices = devices;
        this.ledger = ledger;
        this.log = log;
        this.lab = lab;
        this.ids = ids;
    }

    /// @param sharers other steps whose vials the same command works on
    void issue(
            Errand errand,
            ActionRequest wanted,
            Decision.Go go,
            CommandPurpose purpose,
            List<Errand> sharers,
            @Nullable Basis basis) {
        var id = ids.get();
        var sheet = devices.view(go.device()).flatMap(DeviceView::factsheet);
        var capability = sheet.map(each -> each.actions().get(wanted.action()));
        var shares = new ArrayList<CommandFact.Shared>();
        for (var sharer : sharers) {
            shares.add(new CommandFact.Shared(
                    id,
                    sharer.run(),
                    sharer.request().stepPath(),
                    sharer.request().sample(),
                    go.device().value(),
                    wanted.action()));
        }
        var command = ledger.issue(
                new CommandFact.Issued(
                        id,
                        errand.run(),
                        wanted.stepPath(),
                        wanted.sample(),
                        go.device().value(),
                        wanted.action(),
                        go.params(),
                        go.target(),
                        purpose,
                        go.recovery(),
                        sheet.map(Factsheet::family).orElse(null),
                        capability
                                .map(each ->
                                        NominalDuration.of(go.params(), each).toMillis() / 1000.0)
                                .orElse(null),
                        lab.instant(),
                        basis),
                shares);
        board.underway().put(command.id(), command);
        errand.take(command);
        sharers.forEach(sharer -> sharer.take(command));
        devices.link().post(go.device(), command.id(), wanted.action(), go.params(), wanted.sample());
    }

    /// What the ledger has of a request by now.
    void reload(Errand errand) {
        errand.commands(ledger.of(errand.run(), errand.request().stepPath()));
    }

    void alarm(String device, Errand errand, String kind, String text) {
        log.append(
                Subject.device(device).sample(errand.request().sample()).run(errand.run()),
                kind,
                text,
                Map.of("path", errand.request().stepPath()));
    }

    /// Asks devices to end the commands whose end was asked for.
    void cancel(List<CommandRecord> commands) {
        commands.forEach(command -> devices.link().cancel(new DeviceId(command.device()), command.id()));
    }
}
