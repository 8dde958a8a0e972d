package org.agate.orchestrator.database;

import io.quarkus.arc.InjectableInstance;
import io.quarkus.hibernate.orm.PersistenceUnit;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// Work in the database, in a transaction: that of the caller, or a new one. Committed means on disk.
///
/// The application is built for two databases; the one that the profile has switched on is used.
@ApplicationScoped
public class Database {

    private static final long PAUSE_MILLIS = 100;

    private final EntityManager entities;

    Database(
            @PersistenceUnit(PersistenceUnit.DEFAULT) InjectableInstance<EntityManager> h2,
            @PersistenceUnit("pg") InjectableInstance<EntityManager> postgresql) {
        this.entities = postgresql.getHandle().getBean().isActive() ? postgresql.get() : h2.get();
    }

    /// Does the work and returns its result.
    ///
    /// In a transaction of its own it is tried again when the connection breaks: writes are the log's, which has
    /// its own way to find out what became of them.
    public <T> T call(Function<EntityManager, T> work) {
        Supplier<T> once = () -> QuarkusTransaction.joiningExisting().call(() -> work.apply(entities));
        return QuarkusTransaction.isActive() ? once.get() : Storage.again(once, PAUSE_MILLIS);
    }

    /// Does the work.
    public void run(Consumer<EntityManager> work) {
        QuarkusTransaction.joiningExisting().run(() -> work.accept(entities));
    }
}
