package org.agate.robot.sdk;

import java.util.Map;
import java.util.Optional;
import org.agate.robot.device.Command;

/// What one action does.
@FunctionalInterface
public interface ActionHandler {

    /// Does it, on a thread of its own; called only after the command was recorded.
    ///
    /// @return the result that the factsheet promises
    /// @throws ActionFailed when something physical went wrong
    Map<String, Object> perform(Execution execution) throws InterruptedException;

    /// Why the interlocks refuse the command now; empty when they do not. Must not move anything.
    default Optional<String> interlock(Command command) {
        return Optional.empty();
    }
}
