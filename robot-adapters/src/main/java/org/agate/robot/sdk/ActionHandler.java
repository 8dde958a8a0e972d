package org.agate.robot.sdk;

import java.util.Map;
import java.util.Optional;
import org.agate.robot.device.Command;

/// What one action does.
@FunctionalInterface
public interface ActionHandler {

    /// Does it, on a thread of its own; called only after the command was recorded.
    ///
    /// Long work calls [Execution#checkpoint] wherever it may safely pause or end.
    ///
    /// @return the result that the factsheet promises
    /// @throws ActionFailed when something physical went wrong
    /// @throws InterruptedException when the device is shut down: leave at once
    Map<String, Object> perform(Execution execution) throws InterruptedException;

    /// Why the parameters cannot be, beyond what the factsheet says; empty when they can. Must not move anything.
    default Optional<String> complaint(Command command) {
        return Optional.empty();
    }

    /// Why it cannot be done now, beyond the interlocks of the factsheet; empty when it can. Must not move anything.
    default Optional<String> interlock(Command command) {
        return Optional.empty();
    }
}
