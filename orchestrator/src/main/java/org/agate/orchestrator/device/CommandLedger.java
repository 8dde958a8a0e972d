package org.agate.orchestrator.device;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.agate.orchestrator.database.Database;
import org.agate.orchestrator.database.Json;
import org.agate.orchestrator.sample.SampleStore;
import org.agate.robot.device.DeviceEvent;
import org.agate.robot.device.DeviceId;
import org.agate.workflows.action.ActionRequest;
import org.jspecify.annotations.Nullable;

/// Every command, committed before it is sent, and what became of it.
@ApplicationScoped
public class CommandLedger {

    static final String UNKNOWN = "UNKNOWN";

    private final Database database;
    private final SampleStore samples;
    private final InstantSource wall;

    CommandLedger(Database database, SampleStore samples, InstantSource wall) {
        this.database = database;
        this.samples = samples;
        this.wall = wall;
    }

    /// Records a command that is about to be sent.
    ///
    /// @param target where a moved sample will stand; null when nothing is moved
    void issue(UUID id, ActionRequest request, DeviceId device, Map<String, Object> params, @Nullable String target) {
        database.run(entities -> {
            var row = new CommandEntity();
            row.id = id;
            row.run = UUID.fromString(request.run());
            row.stepPath = request.stepPath();
            row.sample = request.sample();
            row.device = device.value();
            row.action = request.action();
            row.params = Json.write(params);
            row.target = target;
            row.state = "ISSUED";
            row.outcome = "";
            row.issued = wall.instant();
            entities.persist(row);
        });
    }

    /// Applies a report; reports repeat and may come late, so a command that is over stays as it is.
    ///
    /// @return the command when this report ended it
    Optional<CommandRecord> apply(UUID id, DeviceEvent event) {
        return end(
                id,
                event.state(),
                event.terminal() ? Json.write(detail(event)) : "",
                event.terminal(),
                event instanceof DeviceEvent.Succeeded);
    }

    /// The device will never know this command.
    Optional<CommandRecord> forget(UUID id) {
        return end(id, UNKNOWN, "", true, false);
    }

    private Optional<CommandRecord> end(UUID id, String state, String outcome, boolean terminal, boolean done) {
        return database.call(entities -> {
            var row = entities.find(CommandEntity.class, id);
            if (row == null || row.ended != null || row.state.equals(state)) {
                return Optional.<CommandRecord>empty();
            }
            row.state = state;
            if (!terminal) {
                return Optional.<CommandRecord>empty();
            }
            row.outcome = outcome;
            row.ended = wall.instant();
            if (done && row.target != null) {
                samples.move(row.sample, row.target);
            }
            return Optional.of(row.view());
        });
    }

    /// Commands whose fate is not known yet.
    List<CommandRecord> open() {
        return database.call(entities -> entities.createQuery(
                        "from CommandEntity c where c.ended is null order by c.issued", CommandEntity.class)
                .getResultStream()
                .map(CommandEntity::view)
                .toList());
    }

    /// The commands of a run, in the order issued.
    public List<CommandRecord> of(UUID run) {
        return database.call(entities -> entities.createQuery(
                        "from CommandEntity c where c.run = :run order by c.issued", CommandEntity.class)
                .setParameter("run", run)
                .getResultStream()
                .map(CommandEntity::view)
                .toList());
    }

    private static Map<String, Object> detail(DeviceEvent event) {
        return switch (event) {
            case DeviceEvent.Succeeded succeeded -> succeeded.result();
            case DeviceEvent.Failed failed ->
                Map.of("code", failed.error().code(), "text", failed.error().text(), "result", failed.result());
            case DeviceEvent.Rejected rejected -> Map.of("code", rejected.code().name(), "text", rejected.text());
            case DeviceEvent.Aborted aborted -> Map.of("code", "ABORTED", "text", aborted.reason());
            case DeviceEvent.Interrupted interrupted ->
                Map.of("code", "INTERRUPTED", "text", "the device restarted while it worked");
            case DeviceEvent.Canceled canceled -> Map.of("code", "CANCELED", "text", "");
            case DeviceEvent.Accepted accepted -> Map.of();
            case DeviceEvent.Running running -> Map.of();
            case DeviceEvent.Paused paused -> Map.of();
        };
    }
}
