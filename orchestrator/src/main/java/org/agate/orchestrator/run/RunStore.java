package org.agate.orchestrator.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.agate.orchestrator.database.Database;
import org.jspecify.annotations.Nullable;

/// Runs in the database.
@ApplicationScoped
public class RunStore {

    private final Database database;
    private final InstantSource wall;

    RunStore(Database database, InstantSource wall) {
        this.database = database;
        this.wall = wall;
    }

    WorkflowRun create(UUID id, long campaign, String sample, String workflow, String version, String params) {
        return database.call(entities -> {
            var row = new RunEntity(id, campaign, sample, workflow, version, params, wall.instant());
            entities.persist(row);
            return row.view();
        });
    }

    void end(UUID id, RunState state, String reason) {
        database.run(entities -> {
            var row = entities.find(RunEntity.class, id);
            if (row != null && row.state == RunState.RUNNING) {
                row.state = state;
                row.reason = reason;
                row.ended = wall.instant();
            }
        });
    }

    /// Marks what an earlier start of the orchestrator left running.
    List<WorkflowRun> interruptAll() {
        return database.call(entities -> {
            var rows = entities.createQuery("from RunEntity r where r.state = 'RUNNING'", RunEntity.class)
                    .getResultList();
            rows.forEach(row -> {
                row.state = RunState.INTERRUPTED;
                row.reason = "the orchestrator ended while it ran";
                row.ended = wall.instant();
            });
            return rows.stream().map(RunEntity::view).toList();
        });
    }

    public Optional<WorkflowRun> find(UUID id) {
        return database.call(entities ->
                Optional.ofNullable(entities.find(RunEntity.class, id)).map(RunEntity::view));
    }

    /// The runs of one campaign or of all, newest first.
    public List<WorkflowRun> list(@Nullable Long campaign, int most) {
        return database.call(entities -> entities.createQuery(
                        "from RunEntity r where :campaign is null or r.campaign = :campaign order by r.started desc",
                        RunEntity.class)
                .setParameter("campaign", campaign)
                .setMaxResults(most)
                .getResultStream()
                .map(RunEntity::view)
                .toList());
    }

    /// The journal of a run, in the order begun.
    public List<StepExecution> steps(UUID run) {
        return database.call(entities -> entities.createQuery(
                        "from StepEntity s where s.key.run = :run order by s.began", StepEntity.class)
                .setParameter("run", run)
                .getResultStream()
                .map(StepEntity::view)
                .toList());
    }
}
