package org.agate.orchestrator.campaign;

import java.nio.file.Path;

/// A table that cannot be used; the message names file and line.
public final class TableMalformed extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public TableMalformed(Path file, int line, String what) {
        super("%s:%d: %s\nMaybe the file is not a comma-separated table with a header.".formatted(file, line, what));
    }
}
