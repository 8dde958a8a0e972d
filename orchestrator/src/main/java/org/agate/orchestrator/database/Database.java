package org.agate.orchestrator.database;

import io.quarkus.arc.InjectableInstance;
import io.quarkus.hibernate.orm.PersistenceUnit;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.function.Consumer;
import java.util.function.Function;

/// Work in the database, in a transaction: that of the caller, or a new one. Committed means on disk.
///
/// The application is built for two databases; the one that the profile has switched on is used.
@ApplicationScoped
public class Database {

    private final EntityManager entities;

    Database(
            @PersistenceUnit(PersistenceUnit.DEFAULT) InjectableInstance<EntityManager> h2,
            @PersistenceUnit("pg") InjectableInstance<EntityManager> postgresql) {
        this.entities = postgresql.getHandle().getBean().isActive() ? postgresql.get() : h2.get();
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
