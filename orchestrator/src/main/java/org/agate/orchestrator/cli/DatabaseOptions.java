package org.agate.orchestrator.cli;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which database a server keeps its state in: the file in its folder, or a PostgreSQL.
///
/// User and password are read from the environment: what is on a command line, everybody can read.
final class DatabaseOptions {

    private static final String USER = "AGATE_DATABASE_USER";
    private static final String PASSWORD = "AGATE_DATABASE_PASSWORD";

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "a PostgreSQL database in place of the file, such as jdbc:postgresql://127.0.0.1/agate;"
                    + " user and password are taken from AGATE_DATABASE_USER and AGATE_DATABASE_PASSWORD")
    private @Nullable String url;

    boolean isGiven() {
        return url != null;
    }

    /// The server's settings for it; none for the file.
    Map<String, String> settings() {
        var settings = new LinkedHashMap<String, String>();
        if (url != null) {
            settings.put("quarkus.profile", "prod,postgresql");
            settings.put("quarkus.datasource.pg.jdbc.url", checked(url));
            settings.put("quarkus.datasource.pg.username", "${%s:agate}".formatted(USER));
            settings.put("quarkus.datasource.pg.password", "${%s:agate}".formatted(PASSWORD));
        }
        return settings;
    }

    /// A connection to what was given.
    Connection connect() throws SQLException {
        var environment = System.getenv();
        return DriverManager.getConnection(
                checked(String.valueOf(url)),
                environment.getOrDefault(USER, "agate"),
                environment.getOrDefault(PASSWORD, "agate"));
    }

    private static String checked(String url) {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new WrongUse("--database (%s) is no PostgreSQL database. Maybe jdbc:postgresql://127.0.0.1/agate."
                    .formatted(url));
        }
        return url;
    }
}
