package org.agate.orchestrator.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.agate.orchestrator.dispatch.Candidate;
import org.agate.orchestrator.dispatch.DispatchRule;

/// Which ordered run begins next: the rule of the floor, for runs that have not begun.
record OrderOfOrders(Instant lab) {

    private static final DispatchRule RULE = new DispatchRule.BottleneckFirst("");

    static OrderOfOrders by(Instant lab) {
        return new OrderOfOrders(lab);
    }

    /// @param orders oldest first
    List<WorkflowRun> sort(List<WorkflowRun> orders) {
        record Waiting(WorkflowRun order, Candidate candidate) {}
        return IntStream.range(0, orders.size())
                .mapToObj(i -> new Waiting(orders.get(i), candidate(i, orders.get(i))))
                .sorted((one, other) -> RULE.order().compare(one.candidate(), other.candidate()))
                .map(Waiting::order)
                .toList();
    }

    private Candidate candidate(int arrival, WorkflowRun order) {
        var asked = order.asked();
        var age = asked == null || asked.isAfter(lab) ? Duration.ZERO : Duration.between(asked, lab);
        return new Candidate(arrival, false, order.priority(), age, null, null, Duration.ZERO);
    }
}
