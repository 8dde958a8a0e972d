package org.agate.orchestrator.event;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.function.Consumer;
import org.agate.orchestrator.event.LogHead.Mark;
import org.jspecify.annotations.Nullable;

/// Checks every seal of the log, from the first entry to the last.
public final class LogAudit {

    private static final String ENTRIES = """
            select id, at, kind, campaign_id, run_id, sample_id, device, text, data, hash, form
            from event order by id
            """;

    private static final int PAGE = 1_000;

    private LogAudit() {}

    /// What was found.
    ///
    /// @param entries how many are in order, from the first on
    /// @param last the last of them
    /// @param fault what is wrong with the next one; null when nothing is
    public record Finding(long entries, Mark last, @Nullable String fault) {
        public boolean isIntact() {
            return fault == null;
        }
    }

    /// Reads the log; nothing is changed.
    ///
    /// @param kept the head as it was kept beside the database; null for none
    public static Finding audit(Connection connection, @Nullable Mark kept) throws SQLException {
        var last = new Mark(0, "");
        long entries = 0;
        try (var statement = paged(connection);
                var rows = statement.executeQuery(ENTRIES)) {
            while (rows.next()) {
                var fault = fault(rows, last, kept);
                if (fault != null) {
                    return new Finding(entries, last, fault);
                }
                last = new Mark(rows.getLong("id"), String.valueOf(rows.getString("hash")));
                entries++;
            }
        }
        return new Finding(entries, last, cut(last, kept));
    }

    /// Hands over every entry, in order; nothing is changed.
    public static void read(Connection connection, Consumer<LabEvent> reader) throws SQLException {
        try (var statement = paged(connection);
                var rows = statement.executeQuery(ENTRIES)) {
            while (rows.next()) {
                reader.accept(event(rows));
            }
        }
    }

    /// PostgreSQL's driver reads a whole result into memory unless it is told otherwise, outside of auto-commit.
    private static Statement paged(Connection connection) throws SQLException {
        if (connection.getAutoCommit() && !connection.isReadOnly()) {
            connection.setAutoCommit(false);
        }
        var statement = connection.createStatement();
        statement.setFetchSize(PAGE);
        return statement;
    }

    private static @Nullable String fault(ResultSet rows, Mark before, @Nullable Mark kept) throws SQLException {
        long id = rows.getLong("id");
        int form = rows.getInt("form");
        if (form != 1 && id != before.id() + 1) {
            return "entry %d is missing".formatted(before.id() + 1);
        }
        var event = event(rows);
        if (!Seal.of(before.hash(), event, form).equals(event.hash())) {
            return "entry %d (%s, %s) was changed, or one before it was".formatted(id, event.kind(), event.at());
        }
        return kept != null && kept.id() == id && !kept.hash().equals(event.hash())
                ? "entry %d is not the one that was kept beside the database: the log was written anew".formatted(id)
                : null;
    }

    private static @Nullable String cut(Mark last, @Nullable Mark kept) {
        return kept != null && kept.id() > last.id()
                ? "the log ends with entry %d, but entry %d had been written: its end was cut off, or an older copy of the database was put in its place"
                        .formatted(last.id(), kept.id())
                : null;
    }

    private static LabEvent event(ResultSet rows) throws SQLException {
        long campaign = rows.getLong("campaign_id");
        boolean noCampaign = rows.wasNull();
        Instant at = rows.getObject("at", OffsetDateTime.class).toInstant();
        return new LabEvent(
                rows.getLong("id"),
                at,
                rows.getString("kind"),
                noCampaign ? null : campaign,
                rows.getObject("run_id", UUID.class),
                rows.getString("sample_id"),
                rows.getString("device"),
                rows.getString("text"),
                rows.getString("data"),
                rows.getString("hash"),
                false);
    }
}
