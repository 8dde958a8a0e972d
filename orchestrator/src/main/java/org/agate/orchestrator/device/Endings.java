package org.agate.orchestrator.device;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Which runs people hold still or end, and which commands are being canceled for it. Mutable: only the floor's thread
/// touches it.
final class Endings {

    private static final long CANCEL_AGAIN_MILLIS = 5_000;

    private final Set<UUID> still = new HashSet<>();
    private final Set<UUID> resting = new HashSet<>();
    private final Map<UUID, Boolean> withdrawn = new HashMap<>();
    private final Map<UUID, Instant> ending = new HashMap<>();

    void hold(UUID run) {
        still.add(run);
    }

    void goOn(UUID run) {
        still.remove(run);
        resting.remove(run);
    }

    /// It begins no further step.
    void rest(UUID run) {
        resting.add(run);
    }

    /// Whether the run will ask for more.
    boolean isGoing(UUID run) {
        return !still.contains(run) && !resting.contains(run) && !withdrawn.containsKey(run);
    }

    boolean isStill(UUID run) {
        return still.contains(run);
    }

    /// @param cleansUp whether its clean-up is still served
    void withdraw(UUID run, boolean cleansUp) {
        still.remove(run);
        withdrawn.put(run, cleansUp);
    }

    boolean isWithdrawn(UUID run) {
        return withdrawn.containsKey(run);
    }

    /// Whether a request is not served any more.
    boolean isWithdrawn(Errand errand) {
        var cleansUp = withdrawn.get(errand.run());
        return cleansUp != null
                && !errand.isHomeward()
                && !(cleansUp && errand.request().cleanUp());
    }

    void forget(UUID run) {
        resting.remove(run);
        withdrawn.remove(run);
    }

    /// A command is to be canceled; it is said until the command is over, since a cancel may be lost on the way.
    void end(UUID command) {
        ending.putIfAbsent(command, Instant.EPOCH);
    }

    void ended(UUID command) {
        ending.remove(command);
    }

    /// The commands whose cancel is due now; it is not due again before five seconds have passed.
    ///
    /// @param underway commands that are not over, by id
    List<CommandRecord> due(Map<UUID, CommandRecord> underway, Instant now) {
        var due = ending.entrySet().stream()
                .filter(entry -> !now.isBefore(entry.getValue().plusMillis(CANCEL_AGAIN_MILLIS)))
                .map(entry -> underway.get(entry.getKey()))
                .filter(command -> command != null && !still.contains(command.run()))
                .toList();
        due.forEach(command -> ending.put(command.id(), now));
        return due;
    }
}
