package org.agate.orchestrator.database;

import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.InjectableInstance;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.agate.orchestrator.AgateConfig;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.jboss.logging.Logger;

/// Keeps H2's file from growing without bound, and makes it small at a stop.
///
/// Every commit writes some 50 kB anew. What it replaced is used again after 45 s, but only where a whole chunk of
/// the file is free; a writer in H2's background moves what is left in a chunk, and `WRITE_DELAY=0` switches it off.
@ApplicationScoped
public class H2Compaction {

    private static final Logger LOG = Logger.getLogger(H2Compaction.class);

    /// Behind everybody who still writes.
    private static final int LAST = 1_000_000;

    private static final long EVERY_SECONDS = 10;
    private static final int WANTED_FILL_PERCENT = 80;
    private static final int MOST_BYTES_AT_ONCE = 4 << 20;
    private static final int MOST_ROUNDS = 50;
    private static final long LONGEST_ROUND_SECONDS = 5;

    /// A larger file takes longer than a stop may.
    private static final long MOST_BYTES_AT_STOP = 1L << 30;

    private final InjectableInstance<AgroalDataSource> h2;
    private final Path file;
    private final String user;
    private final String password;
    private volatile boolean closing;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("h2-compaction").factory());

    H2Compaction(
            InjectableInstance<AgroalDataSource> h2,
            AgateConfig config,
            @ConfigProperty(name = "quarkus.datasource.username") String user,
            @ConfigProperty(name = "quarkus.datasource.password") String password) {
        this.h2 = h2;
        this.file = config.data().resolve("agate.mv.db");
        this.user = user;
        this.password = password;
    }

    private boolean isUsed() {
        return h2.isResolvable() && h2.getHandle().getBean().isActive();
    }

    void begin(@Observes StartupEvent starting) {
        if (isUsed()) {
            timer.scheduleWithFixedDelay(this::compact, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void compact() {
        try (var connection = h2.get().getConnection()) {
            compact(connection, () -> closing);
        } catch (SQLException | RuntimeException e) {
            // Whoever writes to the same disk says so louder; the next round tries again.
            LOG.debugf("The database could not be compacted: %s", e.getMessage());
        }
    }

    /// Moves what is left in chunks that are mostly free; others wait for some milliseconds meanwhile.
    ///
    /// @param closing ends it before the next round
    static void compact(Connection connection, BooleanSupplier closing) throws SQLException {
        var session = connection.unwrap(JdbcConnection.class).getSession();
        if (session instanceof SessionLocal local) {
            var store = local.getDatabase().getStore().getMvStore();
            for (int round = 0; round < MOST_ROUNDS && !closing.getAsBoolean(); round++) {
                if (!store.compact(WANTED_FILL_PERCENT, MOST_BYTES_AT_ONCE)) {
                    return;
                }
            }
        }
    }

    void close(@Observes @Priority(LAST) ShutdownEvent stopping) {
        // Not interrupted: a thread that is, in the middle of a write, closes the file for everybody.
        closing = true;
        timer.shutdown();
        if (!isUsed()) {
            return;
        }
        try {
            if (!timer.awaitTermination(LONGEST_ROUND_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        if (file.toFile().length() > MOST_BYTES_AT_STOP) {
            return;
        }
        var access = h2.get().getConfiguration().connectionPoolConfiguration().connectionFactoryConfiguration();
        // The pool first: it would find its connections closed.
        h2.get().close();
        try (var connection = DriverManager.getConnection(access.jdbcUrl(), user, password);
                var statement = connection.createStatement()) {
            statement.execute("SHUTDOWN COMPACT");
        } catch (SQLException e) {
            // It stays as large as it is, and nothing is lost: all is on disk since its commit.
            LOG.warnf("The database could not be made smaller: %s", e.getMessage());
        }
    }
}
