package org.agate.orchestrator.campaign;

import java.nio.file.Path;

/// A table that cannot be used; the message names file and line.
public final class TableMalformed extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public TableMalformed(Path file, int line, String what) {
        this(file, line, what, "Maybe the table is another one, or the column has another name.");
    }

    public TableMalformed(Path file, int line, String what, String advice) {
        super("%s:%d: %s\n%s".formatted(file, line, what, advice));
    }
}
