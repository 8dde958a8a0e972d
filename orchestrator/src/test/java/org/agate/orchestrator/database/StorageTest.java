package org.agate.orchestrator.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.agate.orchestrator.database.Storage.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorageTest {

    private final Storage storage = new Storage();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "08006", "08003", "53100", "53300", "57P01", "57P03", "58030", "40001", "40P01", "HYT00", "55P03",
                "25006", "90028", "90098", "90020"
            })
    void aDatabaseThatCannotBeReachedOrWrittenIsWaitedFor(String state) {
        assertThat(Storage.kind(new IllegalStateException(new SQLException("x", state))))
                .isEqualTo(Kind.STORAGE);
    }

    @Test
    void aReadWhoseConnectionBreaksIsTriedAgainButNotForEver() {
        var tried = new AtomicInteger();
        assertThat(Storage.<String>again(
                        () -> {
                            if (tried.incrementAndGet() < 3) {
                                throw new IllegalStateException(new SQLException("broken", "08006"));
                            }
                            return "read";
                        },
                        1))
                .isEqualTo("read");
        tried.set(0);
        assertThatThrownBy(() -> Storage.<String>again(
                        () -> {
                            tried.incrementAndGet();
                            throw new IllegalStateException(new SQLException("broken", "08006"));
                        },
                        1))
                .isInstanceOf(IllegalStateException.class);
        assertThat(tried).hasValue(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"22001", "22021", "23505", "42601", "54000", "0A000", "21000", "90000", "25P02", "XX000"})
    void aStatementThatFailsForEverIsNotRetried(String state) {
        assertThat(Storage.kind(new IllegalStateException(new SQLException("x", state))))
                .isEqualTo(Kind.OURS);
        var tried = new AtomicInteger();
        assertThatThrownBy(() -> storage.insist(() -> {
                    tried.incrementAndGet();
                    throw new IllegalStateException(new SQLException("index row too large", state));
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(tried).hasValue(1);
        assertThat(storage.trouble()).isNull();
    }

    @Test
    void aLostCommitThatATransactionManagerHidesInWhatItSuppressedIsSeen() {
        var rollback = new IllegalStateException("ARJUNA016053: Could not commit transaction.");
        rollback.addSuppressed(new IllegalStateException(new SQLException("connection reset", "08006")));
        assertThat(Storage.kind(new IllegalStateException("rolled back", rollback)))
                .isEqualTo(Kind.STORAGE);
    }

    @Test
    void theCutConnectionCountsMoreThanWhatItCausedAfterwards() {
        var first = new SQLException("the connection was cut", "08006");
        first.addSuppressed(new SQLException("current transaction is aborted", "25P02"));
        assertThat(Storage.kind(first)).isEqualTo(Kind.STORAGE);
    }

    @Test
    void faultsThatPointAtEachOtherAreReadOnce() {
        var one = new IllegalStateException("one");
        var other = new IllegalStateException("other", one);
        one.addSuppressed(other);
        assertThat(Storage.kind(one)).isEqualTo(Kind.OURS);
    }

    @Test
    void aDriverThatGivesNoStateIsJudgedByTheClassOfItsFault() {
        assertThat(Storage.kind(new SQLTransientConnectionException("pool is busy")))
                .isEqualTo(Kind.STORAGE);
        assertThat(Storage.kind(new SQLException("Sorry, acquisition timeout!")))
                .isEqualTo(Kind.UNKNOWN);
        assertThat(Storage.kind(new IllegalArgumentException("not of the database")))
                .isEqualTo(Kind.OURS);
    }
}
