package org.agate.orchestrator.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2CompactionTest {

    private static final int ROWS = 200;
    private static final int COMMITS = 4_000;
    private static final int EVERY = 200;

    @TempDir
    private Path folder;

    /// The size of a file whose rows were written anew again and again.
    private long size(String name, boolean compacting) throws Exception {
        // What was replaced is free at once: a test does not wait for 45 s.
        var url = "jdbc:h2:file:%s;WRITE_DELAY=0;RETENTION_TIME=0".formatted(folder.resolve(name));
        try (var connection = DriverManager.getConnection(url, "agate", "agate")) {
            fill(connection);
            connection.setAutoCommit(false);
            try (var insert = connection.prepareStatement("insert into event values (?, ?)");
                    var update = connection.prepareStatement("update step set text = ? where id = ?")) {
                for (int i = 0; i < COMMITS; i++) {
                    insert.setInt(1, i);
                    insert.setString(2, "z".repeat(400));
                    insert.execute();
                    update.setString(1, (i + "-").repeat(80));
                    update.setInt(2, i % ROWS);
                    update.execute();
                    connection.commit();
                    if (compacting && i % EVERY == 0) {
                        H2Compaction.compact(connection, () -> false);
                    }
                }
            }
            long size = Files.size(folder.resolve(name + ".mv.db"));
            try (var rows =
                    connection.createStatement().executeQuery("select count(*) from step where text is not null")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(ROWS);
            }
            return size;
        }
    }

    private static void fill(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("create table event (id int primary key, data clob)");
            statement.execute("create table step (id int primary key, text clob)");
            statement.execute(
                    "insert into step select x, repeat('a', 300) from system_range(0, %d)".formatted(ROWS - 1));
        }
    }

    @Test
    void aFileWhoseRowsAreWrittenAnewStaysSmallerThanOneThatIsLeftAlone() throws Exception {
        assertThat(size("compacted", true)).isLessThan(size("alone", false));
    }
}
