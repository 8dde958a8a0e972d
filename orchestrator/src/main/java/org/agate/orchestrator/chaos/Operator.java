package org.agate.orchestrator.chaos;

import java.util.Map;
import java.util.regex.Pattern;

/// The person who is asked about a balance that may have lost its zero: mends it, and has it weighed again.
final class Operator {

    private static final Pattern LOST_ZERO =
            Pattern.compile("it may have lost its zero|mg less than before the dose|gives no stable mass");

    private static final String NAME = "chaos";

    private final Arena arena;

    Operator(Arena arena) {
        this.arena = arena;
    }

    /// Answers what is asked of balances, and nothing else; later when nobody can be reached now.
    void answer() {
        try {
            answerAll();
        } catch (Arena.Unreachable e) {
            // The question stays open, and is asked again at the next look.
            return;
        }
    }

    private void answerAll() {
        for (var prompt : arena.get("/prompts?open=true")) {
            var question = prompt.path("question").asText();
            if (LOST_ZERO.matcher(question).find()) {
                // Power brings back the zero that the balance has stored, unless the next fault is waiting.
                arena.lab().crash(Trouble.DOSER);
                arena.post(
                        "/prompts/" + prompt.path("id").asText() + "/answer",
                        Map.of("answer", "REPEAT", "by", NAME, "why", "the balance has its zero again"));
            }
        }
    }

    /// How many questions were answered.
    int answered() {
        int answered = 0;
        for (var prompt : arena.get("/prompts")) {
            answered += prompt.path("answeredBy").asText().equals(NAME) ? 1 : 0;
        }
        return answered;
    }
}
