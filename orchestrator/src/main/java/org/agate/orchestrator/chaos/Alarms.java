package org.agate.orchestrator.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What people were told, and what they were told twice.
///
/// @param alarms entries of the log that are no ordinary step of the work
/// @param repeated alarms that came again in the same start of the orchestrator, in words
record Alarms(int alarms, Set<String> repeated) {

    /// What is well again, and the alarm that may come anew after it.
    private static final Map<String, String> ENDS = Map.of(
            "device.online", "device.lost",
            "device.readable", "device.unreadable",
            "device.lease-back", "device.lease-taken",
            "device.cleared", "device.stopped",
            "controller.in-charge", "controller.rival",
            "broker.back", "broker.lost");

    private static final Set<String> ORDINARY =
            Set.of("controller.started", "device.described", "storage.back", "consumable.taken", "workflow.published");

    private static final List<String> WORK = List.of("run.", "step.", "sample.", "prompt.");

    Alarms {
        repeated = Set.copyOf(repeated);
    }

    /// @param log of the orchestrator, all of it
    static Alarms of(List<JsonNode> log) {
        int alarms = 0;
        var told = new HashSet<String>();
        var repeated = new TreeSet<String>();
        for (var event : log) {
            var kind = event.path("kind").asText();
            if (kind.equals("controller.started")) {
                told.clear();
            }
            var about = event.path("device").asText() + ":";
            if (ENDS.containsKey(kind)) {
                told.removeIf(words -> words.startsWith(ENDS.get(kind) + " " + about));
            } else if (isAlarm(kind)) {
                alarms++;
                var words = "%s %s %s".formatted(kind, about, event.path("text").asText());
                if (!told.add(words + event.path("data"))) {
                    repeated.add(words);
                }
            }
        }
        return new Alarms(alarms, repeated);
    }

    private static boolean isAlarm(String kind) {
        boolean command = kind.startsWith("command.") && !kind.equals("command.hangs");
        return !command && !ORDINARY.contains(kind) && WORK.stream().noneMatch(kind::startsWith);
    }

    Check check() {
        return new Check(
                "every alarm once",
                repeated.isEmpty(),
                "%d alarms, %d of them again%s"
                        .formatted(
                                alarms,
                                repeated.size(),
                                repeated.isEmpty()
                                        ? ""
                                        : " " + repeated.stream().limit(3).toList()));
    }
}
