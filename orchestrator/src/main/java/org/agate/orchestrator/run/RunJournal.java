package org.agate.orchestrator.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.agate.orchestrator.database.Database;
import org.agate.orchestrator.database.Json;
import org.agate.orchestrator.database.Storage;
import org.agate.orchestrator.event.EventLog;
import org.agate.workflows.journal.StepJournal;
import org.agate.workflows.journal.StepKey;
import org.agate.workflows.journal.StepOutcome;

/// The step journal in the database.
@ApplicationScoped
public class RunJournal implements StepJournal {

    private final Database database;
    private final Storage storage;
    private final EventLog log;
    private volatile boolean closing;

    RunJournal(Database database, Storage storage, EventLog log) {
        this.database = database;
        this.storage = storage;
        this.log = log;
    }

    @Override
    public Optional<StepOutcome> outcome(StepKey key) {
        return storage.insist(() -> database.call(entities ->
                Optional.ofNullable(entities.find(StepEntity.class, id(key))).flatMap(RunJournal::outcome)));
    }

    private static Optional<StepOutcome> outcome(StepEntity row) {
        return switch (row.state) {
            case "SUCCEEDED" -> Optional.of(succeeded(Json.map(row.outcome)));
            case "FAILED" -> Optional.of(failed(Json.map(row.outcome)));
            default -> Optional.empty();
        };
    }

    private static StepOutcome succeeded(Map<String, Object> outcome) {
        return new StepOutcome.Succeeded(
                Boolean.TRUE.equals(outcome.get("bodyChanged")),
                outcome.get("body"),
                outcome.get("variables") instanceof Map<?, ?> variables ? Json.copy(variables) : Map.of(),
                outcome.get("removed") instanceof List<?> removed
                        ? removed.stream().map(String::valueOf).toList()
                        : List.of());
    }

    private static StepOutcome failed(Map<String, Object> outcome) {
        return new StepOutcome.Failed(String.valueOf(outcome.get("code")), String.valueOf(outcome.get("reason")));
    }

    @Override
    public void begin(StepKey key) {
        log.transact(entities -> entities.find(StepEntity.class, id(key)) == null
                ? List.of(new StepFact.Began(UUID.fromString(key.run()), key.path()))
                : List.of());
    }

    @Override
    public StepOutcome.Succeeded succeed(StepKey key, StepOutcome.Succeeded outcome) {
        var entry = log.append(new StepFact.Succeeded(
                UUID.fromString(key.run()),
                key.path(),
                outcome.bodyChanged(),
                outcome.body(),
                outcome.variables(),
                outcome.removed()));
        var kept = Json.read(entry.data(), StepFact.Succeeded.class);
        return new StepOutcome.Succeeded(kept.bodyChanged(), kept.body(), kept.variables(), kept.removed());
    }

    /// What fails from now on fails because the process ends: the step goes on at the next start.
    void close() {
        closing = true;
    }

    @Override
    public void fail(StepKey key, StepOutcome.Failed outcome) {
        if (closing) {
            return;
        }
        log.append(new StepFact.Failed(UUID.fromString(key.run()), key.path(), outcome.code(), outcome.text()));
    }

    private static StepEntity.Key id(StepKey key) {
        return new StepEntity.Key(UUID.fromString(key.run()), key.path());
    }
}
