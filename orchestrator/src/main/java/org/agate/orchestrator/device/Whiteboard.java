package org.agate.orchestrator.device;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What the floor keeps in mind while it runs. Mutable: only the floor's thread touches it.
///
/// @param errands what is asked for and not answered, in order of arrival
/// @param underway commands that are not over
/// @param profiles of the open runs
record Whiteboard(
        List<Errand> errands,
        Map<UUID, CommandRecord> underway,
        Map<UUID, RunProfile> profiles,
        Reservations reservations,
        Endings endings,
        Batches batches,
        Experience experience) {

    static Whiteboard empty() {
        return new Whiteboard(
                new ArrayList<>(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new Reservations(),
                new Endings(),
                new Batches(),
                new Experience());
    }
}
