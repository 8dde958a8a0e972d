package org.agate.orchestrator.event;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.sql.Clob;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agate.orchestrator.database.Database;
import org.agate.orchestrator.database.Sha256;

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
            "ask_tell");

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
        return database.call(entities -> {
            if (!entities.createQuery("from EventEntity e where e.form = 1", EventEntity.class)
                    .setMaxResults(1)
                    .getResultList()
                    .isEmpty()) {
                throw new IllegalStateException(
                        "The log began before facts were kept: the tables hold more than it says.\nMaybe start with a fresh folder.");
            }
            var before = digests(entities);
            TABLES.forEach(
                    table -> entities.createNativeQuery("delete from " + table).executeUpdate());
            entities.clear();
            long facts = apply(entities);
            var after = digests(entities);
            return new Result(
                    facts,
                    TABLES.stream()
                            .filter(table -> !String.valueOf(before.get(table)).equals(after.get(table)))
                            .toList());
        });
    }

    private long apply(EntityManager entities) {
        long last = 0;
        while (true) {
            var some = entities.createQuery("from EventEntity e where e.id > :last order by e.id", EventEntity.class)
                    .setParameter("last", last)
                    .setMaxResults(1_000)
                    .getResultStream()
                    .map(EventEntity::view)
                    .toList();
            if (some.isEmpty()) {
                return last;
            }
            some.forEach(event -> projections.apply(event.kind(), event.data(), event.id(), event.at(), entities));
            entities.flush();
            entities.clear();
            last = some.getLast().id();
        }
    }

    private static Map<String, String> digests(EntityManager entities) {
        var digests = new LinkedHashMap<String, String>();
        TABLES.forEach(table -> digests.put(table, digest(entities, table)));
        return digests;
    }

    private static String digest(EntityManager entities, String table) {
        var text = new StringBuilder();
        for (Object row : entities.createNativeQuery("select * from " + table + " order by 1, 2")
                .getResultList()) {
            for (var value : (Object[]) row) {
                text.append(text(value)).append('\u0000');
            }
            text.append('\n');
        }
        return Sha256.of(text.toString());
    }

    private static String text(@org.jspecify.annotations.Nullable Object value) {
        try {
            return switch (value) {
                case Clob clob -> clob.getSubString(1, (int) clob.length());
                case byte[] bytes -> HexFormat.of().formatHex(bytes);
                case null, default -> String.valueOf(value);
            };
        } catch (SQLException e) {
            throw new IllegalStateException("A text cannot be read", e);
        }
    }
}
