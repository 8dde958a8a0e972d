package org.agate.orchestrator.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.agate.orchestrator.database.Json;

/// Where in the life of a command a kill came.
enum Phase {
    WAITING("before the commit: the step waits for its turn"),
    COMMITTED("committed, not published"),
    PUBLISHED("published, ACCEPTED not recorded"),
    ACCEPTED("ACCEPTED recorded, RUNNING not"),
    RUNNING("RUNNING recorded, the device works"),
    REPORTED("the device is done, the outcome not recorded"),
    RECORDED("the outcome recorded, the step not ended");

    private final String words;

    Phase(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /// A command in the log: when each thing was recorded; the far future for never.
    private static final class Life {
        private Instant issued = Instant.MAX;
        private Instant accepted = Instant.MAX;
        private Instant running = Instant.MAX;
        private Instant ended = Instant.MAX;
    }

    /// How many steps and commands each kill met in which phase.
    ///
    /// @param log of the orchestrator, all of it
    static Map<Phase, Integer> met(List<JsonNode> log, WireTap tap, List<Instant> kills) {
        var steps = new HashMap<String, Instant[]>();
        var commands = new HashMap<UUID, Life>();
        var steppers = new HashMap<UUID, String>();
        for (var event : log) {
            read(event, steps, commands, steppers);
        }
        var met = new EnumMap<Phase, Integer>(Phase.class);
        for (var phase : values()) {
            met.put(phase, 0);
        }
        // A command that several kills meet in the same phase counts once.
        var counted = new HashSet<String>();
        for (var kill : kills) {
            commands.forEach((id, life) -> {
                var step = steps.get(steppers.get(id));
                var phase = phase(id, life, step == null ? Instant.MAX : step[1], tap, kill);
                if (phase != null && counted.add(phase + " " + id)) {
                    met.merge(phase, 1, Integer::sum);
                }
            });
            steps.forEach((key, step) -> {
                boolean issued = steppers.entrySet().stream()
                        .anyMatch(entry -> entry.getValue().equals(key)
                                && !life(commands, entry.getKey()).issued.isAfter(kill));
                if (!step[0].isAfter(kill) && step[1].isAfter(kill) && !issued && counted.add(key)) {
                    met.merge(WAITING, 1, Integer::sum);
                }
            });
        }
        return met;
    }

    private static Life life(Map<UUID, Life> commands, UUID id) {
        return commands.computeIfAbsent(id, none -> new Life());
    }

    private static void read(
            JsonNode event, Map<String, Instant[]> steps, Map<UUID, Life> commands, Map<UUID, String> steppers) {
        var kind = event.path("kind").asText();
        var at = Instant.parse(event.path("at").asText());
        if (kind.startsWith("step.") && !kind.equals("step.trouble")) {
            var data = Json.map(event.path("data"));
            var times = steps.computeIfAbsent(
                    data.get("run") + " " + data.get("path"), none -> new Instant[] {Instant.MAX, Instant.MAX});
            times[kind.equals("step.began") ? 0 : 1] = at;
        } else if (kind.startsWith("command.")) {
            var data = Json.map(event.path("data"));
            var id = UUID.fromString(String.valueOf(data.get("command")));
            var life = life(commands, id);
            switch (kind) {
                case "command.issued" -> {
                    life.issued = at;
                    steppers.put(id, data.get("run") + " " + data.get("stepPath"));
                }
                case "command.reported" -> {
                    if ("ACCEPTED".equals(data.get("state"))) {
                        life.accepted = at;
                    } else {
                        life.running = at.isBefore(life.running) ? at : life.running;
                    }
                }
                default -> life.ended = at;
            }
        }
    }

    private static @org.jspecify.annotations.Nullable Phase phase(
            UUID id, Life life, Instant stepEnded, WireTap tap, Instant kill) {
        if (life.issued.isAfter(kill)) {
            return null;
        }
        if (!life.ended.isAfter(kill)) {
            return stepEnded.isAfter(kill) ? RECORDED : null;
        }
        if (tap.over(id).filter(at -> !at.isAfter(kill)).isPresent()) {
            return REPORTED;
        }
        if (!life.running.isAfter(kill)) {
            return RUNNING;
        }
        if (!life.accepted.isAfter(kill)) {
            return ACCEPTED;
        }
        return tap.sent(id).filter(at -> !at.isAfter(kill)).isPresent() ? PUBLISHED : COMMITTED;
    }
}
