package org.agate.orchestrator.database;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Writes that must succeed: while the database is locked, full or gone, they wait and try again.
///
/// So nothing is done that is not recorded, and no report of a device is acknowledged before it is on disk. One alarm
/// when it begins, one when it is over.
@ApplicationScoped
public class Storage {

    private static final Logger LOG = Logger.getLogger(Storage.class);
    private static final long PAUSE_MILLIS = 500;
    /// Faults of the statement, not of the storage (SQLSTATE classes): trying again would not help.
    private static final Set<String> FAULTS_OF_OURS = Set.of("22", "23", "42", "21", "0A");

    private final List<Consumer<Boolean>> listeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable String trouble;

    /// Does the work, however long the database refuses.
    ///
    /// @throws RuntimeException when the work itself is wrong
    public <T> T insist(Supplier<T> work) {
        while (true) {
            try {
                var result = work.get();
                if (trouble != null) {
                    trouble = null;
                    LOG.info("The database can be written again");
                    listeners.forEach(listener -> listener.accept(true));
                }
                return result;
            } catch (RuntimeException e) {
                if (!isOfStorage(e)) {
                    throw e;
                }
                refused(e);
                pause();
            }
        }
    }

    private void refused(RuntimeException e) {
        if (trouble == null) {
            trouble = String.valueOf(root(e).getMessage());
            LOG.errorf("The database cannot be written: no command leaves until it can: %s", trouble);
            listeners.forEach(listener -> listener.accept(false));
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Ended while the database could not be written", e);
        }
    }

    /// Why nothing can be written now; null when everything can.
    public @Nullable String trouble() {
        return trouble;
    }

    /// Told false when writing stops, true when it goes on.
    public void onChanged(Consumer<Boolean> listener) {
        listeners.add(listener);
    }

    private static boolean isOfStorage(Throwable fault) {
        boolean sql = false;
        for (@Nullable Throwable at = fault; at != null; at = at.getCause()) {
            if (at instanceof SQLException refused) {
                var state = String.valueOf(refused.getSQLState());
                if (state.length() >= 2 && FAULTS_OF_OURS.contains(state.substring(0, 2))) {
                    return false;
                }
                sql = true;
            }
        }
        return sql;
    }

    private static Throwable root(Throwable fault) {
        var at = fault;
        for (var cause = at.getCause(); cause != null; cause = at.getCause()) {
            at = cause;
        }
        return at;
    }
}
