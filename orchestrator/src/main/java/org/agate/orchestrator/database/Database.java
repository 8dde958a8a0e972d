package org.agate.orchestrator.database;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.function.Consumer;
import java.util.function.Function;

/// Work in the database, in a transaction: that of the caller, or a new one. Committed means on disk.
@ApplicationScoped
public class Database {

    private final EntityManager entities;

    Database(EntityManager entities) {
        this.entities = entities;
    }

    /// Does the work and returns its result.
    public <T> T call(Function<EntityManager, T> work) {
        return QuarkusTransaction.joiningExisting().call(() -> work.apply(entities));
    }

    /// Does the work.
    public void run(Consumer<EntityManager> work) {
        QuarkusTransaction.joiningExisting().run(() -> work.accept(entities));
    }
}
