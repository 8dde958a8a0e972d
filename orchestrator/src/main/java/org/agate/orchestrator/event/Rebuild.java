package org.agate.orchestrator.event;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agate.orchestrator.database.Database;
import org.hibernate.Session;

/// Drops every table that is made of facts, and makes it again from the log.
@ApplicationScoped
public class Rebuild {

    /// The ones that refer to others first.
    private static final List<String> TABLES = List.of(
            "prompt",
            "command_share",
            "command",
            "consumable",
            "device_hold",
            "device_sheet",
            "step",
            "capture",
            "inference",
            "observation",
            "suggestion",
            "run",
            "run_order",
            "sample",
            "campaign",
            "workflow_version",
            "ask_tell",
            "request_key");

    private static final int PAGE = 1_000;
    private static final int LONGEST_SECONDS = 24 * 3_600;

    private final Database database;
    private final Projections projections;

    Rebuild(Database database, Projections projections) {
        this.database = database;
        this.projections = projections;
    }

    /// What came of it.
    ///
    /// @param facts how many entries were applied
    /// @param changed tables that are not as they were
    public record Result(long facts, List<String> changed) {
        public Result {
            changed = List.copyOf(changed);
        }
    }

    /// Makes all tables again, in one transaction: when the log cannot be applied, everything stays as it was.
    ///
    /// @throws IllegalStateException when the log began before facts were kept
    public Result run() {
        // A log of years takes longer than any request may.
        return QuarkusTransaction.requiringNew()
                .timeout(LONGEST_SECONDS)
                .call(() -> database.call(entities -> {
                    if (!entities.createQuery("from EventEntity e where e.form = 1", EventEntity.class)
                            .setMaxResults(1)
                            .getResultList()
                            .isEmpty()) {
                        throw new IllegalStateException(
                                "The log began before facts were kept: the tables hold more than it says.\nMaybe start with a fresh folder.");
                    }
                    var before = digests(entities);
                    TABLES.forEach(table ->
                            entities.createNativeQuery("delete from " + table).executeUpdate());
                    entities.clear();
                    long facts = apply(entities);
                    var after = digests(entities);
                    return new Result(
                            facts,
                            TABLES.stream()
                                    .filter(table ->
                                            !String.valueOf(before.get(table)).equals(after.get(table)))
                                    .toList());
                }));
    }

    private long apply(EntityManager entities) {
        long last = 0;
        while (true) {
            var some = entities.createQuery("from EventEntity e where e.id > :last order by e.id", EventEntity.class)
                    .setParameter("last", last)
                    .setMaxResults(PAGE)
                    .getResultStream()
                    .map(EventEntity::view)
                    .toList();
            if (some.isEmpty()) {
                return last;
            }
            some.forEach(event -> apply(event, entities));
            entities.flush();
            entities.clear();
            last = some.getLast().id();
        }
    }

    private void apply(LabEvent event, EntityManager entities) {
        try {
            projections.apply(event.kind(), event.data(), event.id(), event.at(), entities);
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    "Entry (%d) of kind (%s) cannot be applied: %s.\nMaybe a newer Agate wrote it; nothing was changed."
                            .formatted(event.id(), event.kind(), e.getMessage()),
                    e);
        }
    }

    private static Map<String, String> digests(EntityManager entities) {
        return entities.unwrap(Session.class).doReturningWork(connection -> {
            var digests = new LinkedHashMap<String, String>();
            for (var table : TABLES) {
                digests.put(table, digest(connection, table));
            }
            return digests;
        });
    }

    /// Row by row: a laboratory's steps of some years do not fit into memory.
    private static String digest(Connection connection, String table) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(PAGE);
            var digest = MessageDigest.getInstance("SHA-256");
            try (var rows = statement.executeQuery("select * from " + table + " order by 1, 2")) {
                int columns = rows.getMetaData().getColumnCount();
                while (rows.next()) {
                    for (int column = 1; column <= columns; column++) {
                        digest.update(String.valueOf(rows.getString(column)).getBytes(StandardCharsets.UTF_8));
                        digest.update((byte) 0);
                    }
                    digest.update((byte) '\n');
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
