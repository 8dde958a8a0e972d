package org.agate.robot.sdk;

import java.time.Instant;
import java.util.Map;
import org.agate.robot.device.Command;

/// Performs an action without wire or ledger, for tests of what it does.
public final class Bare {

    private Bare() {}

    public static Map<String, Object> perform(ActionHandler handler, Command command) throws InterruptedException {
        return handler.perform(new Execution(command, () -> Instant.EPOCH, event -> {}, batch -> {}));
    }
}
