package org.agate.orchestrator.it;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The database of a server under test: a file, or a fresh one of a real PostgreSQL that a Maven artifact brings.
///
/// `-Dagate.test.database=postgresql` runs every test on PostgreSQL.
sealed interface TestDatabase {

    /// The server's settings for it.
    Map<String, String> settings();

    /// A connection beside the server.
    Connection connect() throws SQLException;

    /// Whether PostgreSQL is wanted for all tests.
    static boolean isPostgresWanted() {
        return "postgresql".equals(System.getProperty("agate.test.database"));
    }

    /// @param data the server's folder
    record H2(Path data) implements TestDatabase {
        @Override
        public Map<String, String> settings() {
            return Map.of();
        }

        @Override
        public Connection connect() throws SQLException {
            var url = "jdbc:h2:file:" + data.resolve("agate").toAbsolutePath();
            return DriverManager.getConnection(url, "agate", "agate");
        }
    }

    /// One database of the one PostgreSQL that all tests of a JVM share.
    record Postgres(String url) implements TestDatabase {

        private static final AtomicInteger NUMBER = new AtomicInteger();
        private static @Nullable EmbeddedPostgres server;

        static Postgres fresh() {
            try {
                var name = "agate_" + NUMBER.incrementAndGet();
                var running = running();
                try (var connection = running.getPostgresDatabase().getConnection();
                        var statement = connection.createStatement()) {
                    statement.execute("create database " + name);
                }
                return new Postgres("jdbc:postgresql://127.0.0.1:%d/%s".formatted(running.getPort(), name));
            } catch (SQLException | IOException e) {
                throw new IllegalStateException("PostgreSQL does not start", e);
            }
        }

        private static synchronized EmbeddedPostgres running() throws IOException, SQLException {
            var now = server;
            if (now == null) {
                now = EmbeddedPostgres.start();
                server = now;
                try (var connection = now.getPostgresDatabase().getConnection();
                        var statement = connection.createStatement()) {
                    statement.execute("create role agate login superuser password 'agate'");
                }
                var ended = now;
                Runtime.getRuntime().addShutdownHook(new Thread(() -> close(ended)));
            }
            return now;
        }

        private static void close(EmbeddedPostgres ended) {
            try {
                ended.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Map<String, String> settings() {
            return Map.of(
                    "quarkus.profile", "prod,postgresql",
                    "quarkus.datasource.pg.jdbc.url", url,
                    "quarkus.datasource.pg.username", "agate",
                    "quarkus.datasource.pg.password", "agate");
        }

        @Override
        public Connection connect() throws SQLException {
            return DriverManager.getConnection(url, "agate", "agate");
        }
    }
}
