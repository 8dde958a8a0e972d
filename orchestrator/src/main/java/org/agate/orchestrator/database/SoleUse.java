package org.agate.orchestrator.database;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.arc.InjectableInstance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Lets one server at a time use a database: two would command the same devices.
///
/// H2 locks its file. PostgreSQL has an advisory lock, which a connection of its own holds for as long as the server
/// lives; when that connection breaks, the lock is taken again, or the server has lost its right.
@ApplicationScoped
public class SoleUse {

    private static final Logger LOG = Logger.getLogger(SoleUse.class);
    private static final long AGATE = 0x41_67_61_74_65L;
    private static final String HOLDERS = "select pid from pg_locks where locktype = 'advisory' and granted"
            + " and database = (select oid from pg_database where datname = current_database())"
            + " and classid = (? >> 32)::oid and objid = (? & 4294967295)::oid and objsubid = 1";
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final int VALID_WITHIN_SECONDS = 2;
    private static final int ATTEMPTS = 40;
    private static final long PAUSE_MILLIS = 250;

    private final @Nullable AgroalDataSource postgresql;
    private final List<Runnable> onLost = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("sole-use").factory());
    private @Nullable Connection holder;
    private int session;

    SoleUse(@DataSource("pg") @Any InjectableInstance<AgroalDataSource> pg) {
        this.postgresql = pg.isResolvable() && pg.getHandle().getBean().isActive() ? pg.get() : null;
    }

    /// Takes the database for this server.
    ///
    /// @return whether no other server has it
    public boolean take() {
        if (postgresql == null) {
            return true;
        }
        if (!insist(postgresql)) {
            return false;
        }
        watch.scheduleWithFixedDelay(this::look, LOOK.toSeconds(), LOOK.toSeconds(), TimeUnit.SECONDS);
        return true;
    }

    /// A server that was killed a moment ago may still have its lock.
    private boolean insist(AgroalDataSource source) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                if (isLocked(source)) {
                    return true;
                }
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return false;
    }

    private boolean isLocked(AgroalDataSource source) {
        try {
            return lock(source);
        } catch (SQLException e) {
            LOG.warnf("The database's lock cannot be taken yet: %s", e.getMessage());
            return false;
        }
    }

    /// Called once when another server has taken the database meanwhile.
    public void onLost(Runnable listener) {
        onLost.add(listener);
    }

    /// Gives the database back.
    public void release() {
        watch.shutdownNow();
        close();
    }

    private synchronized boolean lock(AgroalDataSource source) throws SQLException {
        var connection = source.getConnection();
        try (var statement = connection.prepareStatement("select pg_try_advisory_lock(?), pg_backend_pid()")) {
            statement.setLong(1, AGATE);
            try (var rows = statement.executeQuery()) {
                if (rows.next() && rows.getBoolean(1)) {
                    session = rows.getInt(2);
                    holder = connection;
                    return true;
                }
            }
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        connection.close();
        return false;
    }

    private void look() {
        try {
            var source = postgresql;
            if (source == null || isHeld()) {
                return;
            }
            close();
            if (!lock(source) && !isOurs(source)) {
                var listeners = new ArrayList<>(onLost);
                onLost.clear();
                listeners.forEach(Runnable::run);
                watch.shutdown();
            }
        } catch (SQLException | RuntimeException e) {
            // Nothing is recorded meanwhile, so nothing is sent; looked at again in a moment.
            LOG.debug("The database's lock cannot be looked at", e);
        }
    }

    /// Whether the lock is still held for our own connection: the database notices later than we do that it broke.
    private synchronized boolean isOurs(AgroalDataSource source) throws SQLException {
        try (var connection = source.getConnection();
                var statement = connection.prepareStatement(HOLDERS)) {
            statement.setLong(1, AGATE);
            statement.setLong(2, AGATE);
            try (var rows = statement.executeQuery()) {
                // Nobody: it was given back a moment ago, and is taken at the next look.
                return !rows.next() || rows.getInt(1) == session;
            }
        }
    }

    private synchronized boolean isHeld() throws SQLException {
        return holder != null && holder.isValid(VALID_WITHIN_SECONDS);
    }

    private synchronized void close() {
        var connection = holder;
        holder = null;
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                LOG.debug("The connection of the lock was closed already", e);
            }
        }
    }
}
