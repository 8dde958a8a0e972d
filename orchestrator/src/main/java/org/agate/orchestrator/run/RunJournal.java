package org.agate.orchestrator.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.agate.orchestrator.database.Database;
import org.agate.orchestrator.database.Json;
import org.agate.workflows.journal.StepJournal;
import org.agate.workflows.journal.StepKey;

/// The step journal in the database.
@ApplicationScoped
public class RunJournal implements StepJournal {

    private final Database database;
    private final InstantSource wall;

    RunJournal(Database database, InstantSource wall) {
        this.database = database;
        this.wall = wall;
    }

    @Override
    public Optional<Map<String, Object>> outcome(StepKey key) {
        return database.call(entities -> Optional.ofNullable(entities.find(StepEntity.class, id(key)))
                .filter(row -> row.state.equals("SUCCEEDED"))
                .map(row -> Json.map(row.outcome)));
    }

    @Override
    public void begin(StepKey key) {
        database.run(entities -> {
            var row = entities.find(StepEntity.class, id(key));
            if (row == null) {
                entities.persist(new StepEntity(id(key), wall.instant()));
            } else {
                row.state = "RUNNING";
                row.ended = null;
            }
        });
    }

    @Override
    public void succeed(StepKey key, Map<String, Object> variables) {
        end(key, "SUCCEEDED", Json.write(variables));
    }

    @Override
    public void fail(StepKey key, String reason) {
        end(key, "FAILED", reason);
    }

    private void end(StepKey key, String state, String outcome) {
        database.run(entities -> {
            var row = entities.find(StepEntity.class, id(key));
            if (row == null) {
                throw new IllegalStateException("Step (%s) ended before it began.".formatted(key));
            }
            row.state = state;
            row.outcome = outcome;
            row.ended = wall.instant();
        });
    }

    private static StepEntity.Key id(StepKey key) {
        return new StepEntity.Key(UUID.fromString(key.run()), key.path());
    }
}
