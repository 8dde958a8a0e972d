package org.agate.orchestrator.chaos;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/// The person who is asked about a balance that may have lost its zero: mends it, and has it weighed again.
final class Operator {

    private static final Pattern LOST_ZERO =
            Pattern.compile("it may have lost its zero|mg less than before the dose|gives no stable mass");

    private final Arena arena;
    private final AtomicInteger answered = new AtomicInteger();

    Operator(Arena arena) {
        this.arena = arena;
    }

    /// Answers what is asked of balances, and nothing else.
    void answer() {
        for (var prompt : arena.get("/prompts?open=true")) {
            var question = prompt.path("question").asText();
            if (LOST_ZERO.matcher(question).find()) {
                // Without the fault, power brings back the zero that the balance has stored.
                arena.lab().crash(Trouble.DOSER);
                arena.post(
                        "/prompts/" + prompt.path("id").asText() + "/answer",
                        Map.of("answer", "REPEAT", "by", "chaos", "why", "the balance has its zero again"));
                answered.incrementAndGet();
            }
        }
    }

    /// How many questions were answered.
    int answered() {
        return answered.get();
    }
}
