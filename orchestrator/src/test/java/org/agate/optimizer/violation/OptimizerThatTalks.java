package org.agate.optimizer.violation;

import jakarta.inject.Singleton;
import java.nio.file.Path;

/// Breaks rules on purpose: the architecture test proves with it that they bite.
@Singleton
public final class OptimizerThatTalks {

    public Path file() {
        return Path.of("diary");
    }
}
