package org.agate.orchestrator.run;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import org.agate.orchestrator.database.Json;
import org.agate.orchestrator.event.Projection;

/// Runs.
@ApplicationScoped
class RunProjection implements Projection<RunFact> {

    @Override
    public Class<RunFact> family() {
        return RunFact.class;
    }

    @Override
    public void apply(RunFact fact, long number, Instant at, EntityManager entities) {
        switch (fact) {
            case RunFact.Ordered ordered -> entities.persist(new OrderEntity(ordered, number, at));
            case RunFact.Withdrawn withdrawn -> drop(entities, withdrawn);
            case RunFact.Deferred it -> defer(entities, it, true);
            case RunFact.Admitted it -> defer(entities, it, false);
            case RunFact.Started started -> {
                drop(entities, started);
                entities.persist(new RunEntity(started, at));
            }
            case RunFact.Intended intended -> intend(row(entities, intended), intended, number);
            case RunFact.Resumed resumed -> {}
            case RunFact.Succeeded succeeded -> {
                var row = row(entities, succeeded);
                row.outputs = Json.write(succeeded.outputs());
                end(row, RunState.SUCCEEDED, "", at);
            }
            case RunFact.Failed failed -> end(row(entities, failed), RunState.FAILED, failed.reason(), at);
            case RunFact.Canceled canceled -> end(row(entities, canceled), RunState.CANCELED, canceled.reason(), at);
        }
        entities.flush();
    }

    private static void intend(RunEntity row, RunFact.Intended intended, long number) {
        row.intentNumber = number;
        row.intent = intended.intent();
        row.reason = intended.why();
        row.state = switch (intended.intent()) {
            case NONE -> RunState.RUNNING;
            case HOLD -> RunState.HELD;
            case CANCEL -> RunState.CANCELING;
            case ABORT -> RunState.ABORTING;
            case HALT -> RunState.HALTED;
        };
    }

    private static void end(RunEntity row, RunState state, String reason, Instant at) {
        row.state = state;
        row.reason = reason;
        row.ended = at;
    }

    private static void drop(EntityManager entities, RunFact fact) {
        var order = entities.find(OrderEntity.class, fact.run());
        if (order != null) {
            entities.remove(order);
        }
    }

    private static RunEntity row(EntityManager entities, RunFact fact) {
        var row = entities.find(RunEntity.class, fact.run());
        if (row == null) {
            throw new IllegalArgumentException("There is no run (%s).".formatted(fact.run()));
        }
        return row;
    }

    private static void defer(EntityManager entities, RunFact fact, boolean deferred) {
        var row = entities.find(OrderEntity.class, fact.run());
        if (row != null) {
            row.deferred = deferred;
        }
    }
}
