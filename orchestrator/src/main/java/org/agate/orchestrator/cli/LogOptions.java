package org.agate.orchestrator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.agate.orchestrator.database.Json;
import org.agate.orchestrator.event.LabEvent;
import org.agate.orchestrator.event.LogAudit;
import org.agate.orchestrator.process.AgateClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Which event log a command reads: of a server that runs, or of one that does not.
final class LogOptions {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "agate-data",
            description = "of a server that does not run (default: ${DEFAULT-VALUE})")
    private Path data = Path.of("agate-data");

    @Option(names = "--http-port", paramLabel = "PORT", description = "ask a server that runs instead")
    private @Nullable Integer httpPort;

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    Path data() {
        return data;
    }

    @Nullable
    Integer httpPort() {
        return httpPort;
    }

    /// Reads of the database itself.
    @FunctionalInterface
    interface Reading<T> {
        T of(Connection connection) throws SQLException;
    }

    /// The result of a reading.
    <T> T read(Reading<T> reading) {
        try (var connection = database.isGiven() ? database.connect() : file()) {
            return reading.of(connection);
        } catch (SQLException e) {
            throw new WrongUse("the database in (%s) cannot be read: %s. Maybe its server runs: add --http-port."
                    .formatted(
                            data,
                            String.valueOf(e.getMessage()).lines().findFirst().orElse("")));
        }
    }

    /// The database in a server's folder, as H2 names it.
    static Path file(Path data) {
        var file = data.resolve("agate.mv.db");
        if (!Files.exists(file)) {
            throw new WrongUse("there is no database (%s). Maybe choose another --data.".formatted(file));
        }
        return data.resolve("agate");
    }

    private Connection file() throws SQLException {
        var url = "jdbc:h2:file:%s;ACCESS_MODE_DATA=r;IFEXISTS=TRUE"
                .formatted(file(data).toAbsolutePath());
        return DriverManager.getConnection(url, "agate", "agate");
    }

    /// Every entry, in order.
    List<LabEvent> entries() throws IOException, InterruptedException {
        var entries = new ArrayList<LabEvent>();
        if (httpPort == null) {
            return read(connection -> {
                LogAudit.read(connection, entries::add);
                return entries;
            });
        }
        var client = new AgateClient(httpPort);
        for (var more = client.get("/events/after/0");
                !more.isEmpty();
                more = client.get("/events/after/" + entries.getLast().id())) {
            more.forEach(entry -> entries.add(Json.read(withText(entry), LabEvent.class)));
        }
        return entries;
    }

    /// An answer has an entry's details as JSON, an entry has them as text.
    private static String withText(JsonNode entry) {
        ObjectNode whole = entry.deepCopy();
        return whole.put("data", entry.path("data").toString()).toString();
    }
}
