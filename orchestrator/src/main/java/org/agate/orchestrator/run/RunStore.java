package org.agate.orchestrator.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.agate.orchestrator.database.Database;
import org.jspecify.annotations.Nullable;

/// Runs in the database, to be read.
@ApplicationScoped
public class RunStore {

    private final Database database;

    RunStore(Database database) {
        this.database = database;
    }

    public Optional<WorkflowRun> find(UUID id) {
        return database.call(entities ->
                Optional.ofNullable(entities.find(RunEntity.class, id)).map(RunEntity::view));
    }

    /// The runs that are not over, oldest first.
    public List<WorkflowRun> open() {
        return database.call(entities -> entities.createQuery(
                        "from RunEntity r where r.ended is null order by r.started, r.id", RunEntity.class)
                .getResultStream()
                .map(RunEntity::view)
                .toList());
    }

    /// The latest runs that went to their end, oldest first.
    List<WorkflowRun> succeeded(int most) {
        return database.call(entities -> entities.createQuery(
                        "from RunEntity r where r.state = :state order by r.ended desc", RunEntity.class)
                .setParameter("state", RunState.SUCCEEDED)
                .setMaxResults(most)
                .getResultStream()
                .map(RunEntity::view)
                .toList()
                .reversed());
    }

    /// The runs that wait for a place in the rack, oldest first.
    public List<WorkflowRun> ordered() {
        return database.call(entities -> entities.createQuery("from OrderEntity o order by o.number", OrderEntity.class)
                .getResultStream()
                .map(OrderEntity::view)
                .toList());
    }

    /// The runs on a sample, oldest first.
    public List<WorkflowRun> of(String sample) {
        return database.call(entities -> entities.createQuery(
                        "from RunEntity r where r.sample = :sample order by r.started, r.id", RunEntity.class)
                .setParameter("sample", sample)
                .getResultStream()
                .map(RunEntity::view)
                .toList());
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
