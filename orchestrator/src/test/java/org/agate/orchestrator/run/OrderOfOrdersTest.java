package org.agate.orchestrator.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.agate.orchestrator.dispatch.Priority;
import org.junit.jupiter.api.Test;

class OrderOfOrdersTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private static WorkflowRun order(int number, Priority priority, int hoursAgo) {
        return new WorkflowRun(
                new UUID(0, number),
                null,
                "",
                "mill",
                "1",
                "{}",
                RunState.QUEUED,
                RunIntent.NONE,
                0,
                "",
                "{}",
                priority,
                "",
                NOON.minus(Duration.ofHours(hoursAgo)),
                NOON,
                null);
    }

    @Test
    void urgentOrdersBeginFirstAndOldOnesDoNotStarve() {
        var sorted = OrderOfOrders.by(NOON)
                .sort(List.of(
                        order(1, Priority.NORMAL, 1),
                        order(2, Priority.NORMAL, 0),
                        order(3, Priority.URGENT, 0),
                        order(4, Priority.LOW, 40)));
        assertThat(sorted).extracting(run -> run.id().getLeastSignificantBits()).containsExactly(3L, 4L, 1L, 2L);
    }
}
