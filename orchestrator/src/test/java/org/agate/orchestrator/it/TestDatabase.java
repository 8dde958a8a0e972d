package org.agate.orchestrator.it;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/// The database of a server under test: a file, or a fresh one of a real PostgreSQL that a Maven artifact brings.
///
/// `-Dagate.test.database=postgresql` runs every test on PostgreSQL.
sealed interface TestDatabase {

    /// The server's settings for it.
    Map<String, String> settings();

    /// A connection beside the server.
    Connection connect() throws SQLException;

    /// Keeps a copy, while no server runs.
    ///
    /// @return puts it back
    AutoCloseable copy() throws Exception;

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

        @Override
        public AutoCloseable copy() throws IOException {
            var file = data.resolve("agate.mv.db");
            var kept = Files.copy(file, data.resolveSibling("kept.mv.db"));
            return () -> Files.copy(kept, file, StandardCopyOption.REPLACE_EXISTING);
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
            } catch (SQLException | IOException | IllegalStateException e) {
                if (System.getenv("CI") != null) {
                    throw new IllegalStateException("PostgreSQL does not start", e);
                }
                return Assumptions.abort("skipped: no PostgreSQL can be started here: " + e.getMessage());
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
        public AutoCloseable copy() {
            var name = url.substring(url.lastIndexOf('/') + 1);
            duplicate(name, name + "_kept");
            return () -> {
                admin("drop database %s with (force)".formatted(name));
                duplicate(name + "_kept", name);
            };
        }

        /// A killed server's connections may linger for a moment.
        private void duplicate(String from, String to) {
            Awaitility.await().ignoreExceptions().until(() -> {
                admin("select pg_terminate_backend(pid) from pg_stat_activity where datname = '%s'".formatted(from));
                admin("create database %s template %s owner agate".formatted(to, from));
                return true;
            });
        }

        private void admin(String sql) throws SQLException {
            var administration = url.substring(0, url.lastIndexOf('/')) + "/postgres";
            try (var connection = DriverManager.getConnection(administration, "agate", "agate");
                    var statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }

        @Override
        public Connection connect() throws SQLException {
            return DriverManager.getConnection(url, "agate", "agate");
        }
    }
}
