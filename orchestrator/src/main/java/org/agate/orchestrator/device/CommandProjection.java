package org.agate.orchestrator.device;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import org.agate.orchestrator.database.Json;
import org.agate.orchestrator.event.Projection;

/// The command ledger.
@ApplicationScoped
class CommandProjection implements Projection<CommandFact> {

    @Override
    public Class<CommandFact> family() {
        return CommandFact.class;
    }

    @Override
    public void apply(CommandFact fact, long number, Instant at, EntityManager entities) {
        switch (fact) {
            case CommandFact.Issued issued -> entities.persist(new CommandEntity(issued, number, at));
            case CommandFact.Shared shared -> entities.persist(new CommandShareEntity(shared));
            case CommandFact.Reported reported -> row(entities, reported).state = reported.state();
            case CommandFact.Ended ended -> {
                var row = row(entities, ended);
                row.state = ended.state();
                row.outcome = Json.write(ended.outcome());
                row.ended = at;
                row.labEnded = ended.lab();
            }
        }
        entities.flush();
    }

    private static CommandEntity row(EntityManager entities, CommandFact fact) {
        var row = entities.find(CommandEntity.class, fact.command());
        if (row == null) {
            throw new IllegalArgumentException("There is no command (%s).".formatted(fact.command()));
        }
        return row;
    }
}
