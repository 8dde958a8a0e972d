package org.agate.orchestrator.device;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.agate.orchestrator.clock.LabTime;
import org.agate.orchestrator.database.Database;
import org.agate.orchestrator.database.Json;
import org.agate.orchestrator.database.Storage;
import org.agate.orchestrator.event.EventLog;
import org.agate.orchestrator.event.Fact;
import org.agate.orchestrator.sample.SampleFact;
import org.agate.robot.device.DeviceEvent;
import org.jspecify.annotations.Nullable;

/// Every command, committed before it is sent, and what became of it.
@ApplicationScoped
public class CommandLedger {

    /// The field of an outcome that says why its result is not as the device's factsheet promises.
    static final String COMPLAINT = "complaint";

    private final Database database;
    private final Storage storage;
    private final EventLog log;
    private final LabTime lab;

    CommandLedger(Database database, Storage storage, EventLog log, LabTime lab) {
        this.lab = lab;
        this.database = database;
        this.storage = storage;
        this.log = log;
    }

    /// Also while the database is away: whoever asks here has nothing else to go by.
    private <T> T read(Function<EntityManager, T> work) {
        return storage.insist(() -> database.call(work));
    }

    /// Records a command that is about to be sent, and for which other steps it is done too.
    CommandRecord issue(CommandFact.Issued command, List<CommandFact.Shared> shares) {
        var facts = new ArrayList<Fact>();
        facts.add(command);
        facts.addAll(shares);
        // A commit whose answer was lost is tried again, and must not be made twice.
        var kept = log.transact(
                entities -> entities.find(CommandEntity.class, command.command()) == null ? facts : List.of());
        return kept.isEmpty()
                ? find(command.command()).orElseThrow()
                : new CommandEntity(
                                command, kept.getFirst().id(), kept.getFirst().at())
                        .view();
    }

    /// The runs that share a command, the one that it was issued for left out.
    List<UUID> sharers(UUID command) {
        return read(entities -> entities.createQuery(
                        "select s.key.run from CommandShareEntity s where s.key.command = :command", UUID.class)
                .setParameter("command", command)
                .getResultList());
    }

    public Optional<CommandRecord> find(UUID id) {
        return read(entities ->
                Optional.ofNullable(entities.find(CommandEntity.class, id)).map(CommandEntity::view));
    }

    /// Applies a report; reports repeat and may come late, so a command that is over stays as it is. Where it moved
    /// the sample to is recorded with it.
    ///
    /// @param complaint what is wrong with a result of an action, by the device's factsheet; empty when nothing is
    /// @return the command when this report ended it
    Optional<CommandRecord> apply(
            UUID id, DeviceEvent event, BiFunction<String, Map<String, Object>, Optional<String>> complaint) {
        return end(id, row -> state(event), row -> event.terminal() ? detail(event, row.action, complaint) : null);
    }

    /// The device does not know this command, and never will.
    Optional<CommandRecord> deny(UUID id) {
        return end(
                id,
                row -> row.state == CommandState.ISSUED ? CommandState.DENIED : CommandState.FORGOTTEN,
                row -> Map.of());
    }

    private Optional<CommandRecord> end(
            UUID id,
            Function<CommandEntity, CommandState> verdict,
            Function<CommandEntity, @Nullable Map<String, Object>> result) {
        var over = new AtomicBoolean();
        var ended = log.transact(entities -> {
            var row = entities.find(CommandEntity.class, id);
            if (row == null || row.ended != null) {
                return List.of();
            }
            var state = verdict.apply(row);
            var outcome = result.apply(row);
            over.set(outcome != null);
            if (outcome == null) {
                return row.state == state
                        ? List.of()
                        : List.of(new CommandFact.Reported(id, row.run, row.sample, row.device, state));
            }
            var facts = new ArrayList<Fact>();
            facts.add(new CommandFact.Ended(
                    id, row.run, row.sample, row.device, row.action, state, outcome, lab.instant()));
            facts.addAll(ConsumableFact.of(row.device, row.action, Json.map(row.params), state, outcome));
            if (state == CommandState.SUCCEEDED && row.target != null) {
                facts.add(new SampleFact.Moved(row.sample, row.target, ""));
            }
            return facts;
        });
        return ended.isEmpty() || !over.get() ? Optional.empty() : find(id);
    }

    /// Commands whose fate is not known yet, in the order issued.
    List<CommandRecord> open() {
        return read(entities -> entities.createQuery(
                        "from CommandEntity c where c.ended is null order by c.number", CommandEntity.class)
                .getResultStream()
                .map(CommandEntity::view)
                .toList());
    }

    /// The commands of a step, in the order issued; those that it shares with others too.
    List<CommandRecord> of(UUID run, String stepPath) {
        return read(entities -> Stream.concat(
                        entities.createQuery(
                                        "from CommandEntity c where c.run = :run and c.stepPath = :path",
                                        CommandEntity.class)
                                .setParameter("run", run)
                                .setParameter("path", stepPath)
                                .getResultStream()
                                .map(CommandEntity::view),
                        shared(run, entities)
                                .filter(command -> command.stepPath().equals(stepPath)))
                .sorted(Comparator.comparingLong(CommandRecord::number))
                .toList());
    }

    /// The commands of a run, in the order issued; those that it shares with others too.
    public List<CommandRecord> of(UUID run) {
        return read(entities -> Stream.concat(
                        entities.createQuery("from CommandEntity c where c.run = :run", CommandEntity.class)
                                .setParameter("run", run)
                                .getResultStream()
                                .map(CommandEntity::view),
                        shared(run, entities))
                .sorted(Comparator.comparingLong(CommandRecord::number))
                .toList());
    }

    private static Stream<CommandRecord> shared(UUID run, EntityManager entities) {
        return entities.createQuery("from CommandShareEntity s where s.key.run = :run", CommandShareEntity.class)
                .setParameter("run", run)
                .getResultStream()
                .map(share -> entities.find(CommandEntity.class, share.key.command())
                        .view()
                        .sharedBy(run, share.key.stepPath(), share.sample));
    }

    /// The latest lab time that any command was issued or over at.
    Optional<Instant> lastLabTime() {
        return read(entities -> Stream.of("max(c.labIssued)", "max(c.labEnded)")
                .map(latest -> entities.createQuery("select %s from CommandEntity c".formatted(latest), Instant.class)
                        .getSingleResult())
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder()));
    }

    /// The last commands that are over, in the order issued.
    List<CommandRecord> latest(int most) {
        return read(entities -> entities.createQuery(
                        "from CommandEntity c where c.ended is not null order by c.number desc", CommandEntity.class)
                .setMaxResults(most)
                .getResultStream()
                .map(CommandEntity::view)
                .toList()
                .reversed());
    }

    private static CommandState state(DeviceEvent event) {
        return switch (event) {
            case DeviceEvent.Accepted it -> CommandState.ACCEPTED;
            case DeviceEvent.Rejected it -> CommandState.REJECTED;
            case DeviceEvent.Running it -> CommandState.RUNNING;
            case DeviceEvent.Paused it -> CommandState.PAUSED;
            case DeviceEvent.Succeeded it -> CommandState.SUCCEEDED;
            case DeviceEvent.Failed it -> CommandState.FAILED;
            case DeviceEvent.Canceled it -> CommandState.CANCELED;
            case DeviceEvent.Aborted it -> CommandState.ABORTED;
            case DeviceEvent.Interrupted it -> CommandState.INTERRUPTED;
        };
    }

    private static Map<String, Object> detail(
            DeviceEvent event, String action, BiFunction<String, Map<String, Object>, Optional<String>> complaint) {
        var detail = detail(event);
        var wrong = event instanceof DeviceEvent.Succeeded ? complaint.apply(action, detail) : Optional.<String>empty();
        if (wrong.isEmpty()) {
            return detail;
        }
        var marked = new LinkedHashMap<>(detail);
        marked.put(COMPLAINT, wrong.get());
        return marked;
    }

    private static Map<String, Object> detail(DeviceEvent event) {
        return switch (event) {
            case DeviceEvent.Succeeded succeeded -> succeeded.result();
            case DeviceEvent.Failed failed ->
                Map.of("code", failed.error().code(), "text", failed.error().text(), "result", failed.result());
            case DeviceEvent.Rejected rejected -> Map.of("code", rejected.code().name(), "text", rejected.text());
            case DeviceEvent.Aborted aborted -> Map.of("code", "ABORTED", "text", aborted.reason());
            case DeviceEvent.Interrupted interrupted -> {
                var detail = new LinkedHashMap<String, Object>();
                detail.put("code", "INTERRUPTED");
                detail.put("text", "the device restarted while it was open");
                if (interrupted.started() != null) {
                    detail.put("started", Objects.requireNonNull(interrupted.started()));
                }
                yield detail;
            }
            case DeviceEvent.Canceled canceled -> Map.of("code", "CANCELED", "text", "");
            case DeviceEvent.Accepted accepted -> Map.of();
            case DeviceEvent.Running running -> Map.of();
            case DeviceEvent.Paused paused -> Map.of();
        };
    }
}
