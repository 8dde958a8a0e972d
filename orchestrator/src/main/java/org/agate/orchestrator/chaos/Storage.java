package org.agate.orchestrator.chaos;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Where the orchestrator under trial keeps its state, and how it can be cut off from it.
///
/// @param settings of the server
/// @param cutter between the server and its database; empty for a file, which nobody can cut
record Storage(Map<String, String> settings, Optional<CuttingProxy> cutter) implements AutoCloseable {

    private static final String URL = "quarkus.datasource.pg.jdbc.url";
    private static final String JDBC = "jdbc:";
    private static final int USUAL_PORT = 5432;

    Storage {
        settings = Map.copyOf(settings);
    }

    /// @param given a server's settings for an empty PostgreSQL database, which is then reached through a proxy that
    /// can cut the connection; empty for the file in its folder
    static Storage of(Map<String, String> given) {
        var url = given.get(URL);
        if (url == null) {
            return new Storage(given, Optional.empty());
        }
        var address = URI.create(url.substring(JDBC.length()));
        if (address.getHost() == null) {
            throw new IllegalArgumentException(
                    "Database (%s) names no host.\nMaybe jdbc:postgresql://127.0.0.1/agate.".formatted(url));
        }
        var more = address.getQuery() == null ? "" : "&" + address.getQuery();
        var proxy = new CuttingProxy(address.getHost(), address.getPort() < 0 ? USUAL_PORT : address.getPort());
        var settings = new LinkedHashMap<>(given);
        // The proxy reads statements as text, so nothing is encrypted and nothing prepared.
        settings.put(
                URL,
                "jdbc:postgresql://127.0.0.1:%d%s?prepareThreshold=0&sslmode=disable%s"
                        .formatted(proxy.port(), address.getPath(), more));
        return new Storage(settings, Optional.of(proxy));
    }

    @Override
    public void close() {
        cutter.ifPresent(CuttingProxy::close);
    }
}
