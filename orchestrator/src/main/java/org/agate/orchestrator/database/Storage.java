package org.agate.orchestrator.database;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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
    /// SQLSTATE classes of a database that cannot be reached or written now: connection, resources, a person's
    /// shutdown, its system; a lost race between transactions. Everything else would fail for ever.
    private static final Set<String> TROUBLE = Set.of("08", "53", "57", "58", "40", "HY");
    /// Single states of the same meaning: locked (PostgreSQL), read-only (a standby).
    private static final Set<String> TROUBLE_STATES = Set.of("55P03", "25006");
    /// H2's own: file cannot be read or written, locked, closed, full, out of memory.
    private static final Set<String> H2_TROUBLE = Set.of(
            "90007", "90013", "90020", "90028", "90031", "90048", "90067", "90097", "90098", "90108", "90121", "90131");
    /// A fault without a state may be of a pool or a driver: it is not believed for ever.
    private static final int MOST_UNKNOWN = 20;

    private static final int MOST_READS = 5;

    private final List<Consumer<Boolean>> listeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable String trouble;

    /// Does the work, however long the database refuses.
    ///
    /// @throws RuntimeException when the work itself is wrong
    public <T> T insist(Supplier<T> work) {
        for (int unknown = 0; ; ) {
            try {
                var result = work.get();
                if (trouble != null) {
                    trouble = null;
                    LOG.info("The database can be written again");
                    listeners.forEach(listener -> listener.accept(true));
                }
                return result;
            } catch (RuntimeException e) {
                switch (kind(e)) {
                    case OURS -> throw e;
                    case STORAGE -> {}
                    case UNKNOWN -> {
                        if (++unknown > MOST_UNKNOWN) {
                            throw e;
                        }
                    }
                }
                refused(e);
                pause(PAUSE_MILLIS);
            }
        }
    }

    /// Does work that changes nothing, or may be done twice; a connection that breaks meanwhile is not its end. Unlike
    /// [#insist] it gives up after some tries: whoever asks can ask again.
    static <T> T again(Supplier<T> work, long pauseMillis) {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.get();
            } catch (RuntimeException e) {
                if (attempt >= MOST_READS || kind(e) != Kind.STORAGE) {
                    throw e;
                }
                pause(pauseMillis * attempt);
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

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
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

    /// Whether a fault is the database's: it cannot be reached or written now.
    public static boolean isTrouble(Throwable fault) {
        return kind(fault) == Kind.STORAGE;
    }

    /// Whose fault it is.
    enum Kind {
        /// The database cannot be reached or written: trying again helps, however long it takes.
        STORAGE,
        /// The work itself is wrong: trying again never helps.
        OURS,
        /// Nobody says.
        UNKNOWN
    }

    /// Judges by the SQL states in a fault's causes and in what they suppressed: a transaction manager hides there
    /// why a commit failed.
    static Kind kind(Throwable fault) {
        var found = new ArrayList<SQLException>();
        collect(fault, found, Collections.newSetFromMap(new IdentityHashMap<>()));
        if (found.isEmpty()) {
            return Kind.OURS;
        }
        var kinds = found.stream().map(Storage::kindOf).collect(Collectors.toSet());
        if (kinds.contains(Kind.STORAGE)) {
            return Kind.STORAGE;
        }
        return kinds.contains(Kind.OURS) ? Kind.OURS : Kind.UNKNOWN;
    }

    private static Kind kindOf(SQLException fault) {
        var state = fault.getSQLState();
        if (state == null || state.isEmpty()) {
            boolean passing = fault instanceof SQLTransientException
                    || fault instanceof SQLRecoverableException
                    || fault instanceof SQLNonTransientConnectionException;
            return passing ? Kind.STORAGE : Kind.UNKNOWN;
        }
        boolean trouble = state.length() == 5 && TROUBLE.contains(state.substring(0, 2))
                || TROUBLE_STATES.contains(state)
                || H2_TROUBLE.contains(state);
        return trouble ? Kind.STORAGE : Kind.OURS;
    }

    private static void collect(@Nullable Throwable fault, List<SQLException> found, Set<Throwable> seen) {
        if (fault == null || !seen.add(fault)) {
            return;
        }
        if (fault instanceof SQLException sql) {
            found.add(sql);
            collect(sql.getNextException(), found, seen);
        }
        collect(fault.getCause(), found, seen);
        for (var suppressed : fault.getSuppressed()) {
            collect(suppressed, found, seen);
        }
    }

    private static Throwable root(Throwable fault) {
        var at = fault;
        for (var cause = at.getCause(); cause != null; cause = at.getCause()) {
            at = cause;
        }
        return at;
    }
}
