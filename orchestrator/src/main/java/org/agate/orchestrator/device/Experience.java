package org.agate.orchestrator.device;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.agate.orchestrator.dispatch.CircuitBreaker;
import org.agate.orchestrator.dispatch.CircuitBreaker.Change;
import org.agate.orchestrator.dispatch.Itinerary;
import org.agate.orchestrator.dispatch.LearnedDurations;
import org.agate.orchestrator.dispatch.LearnedDurations.Expected;

/// What the floor has learned from the ends of commands: durations, the way that runs of a workflow go, and which
/// devices fail again and again. Mutable: only the floor's thread touches it.
///
/// It is a function of the ledger alone, so a restart learns the same again.
final class Experience {

    private static final Duration SHORTEST_MARGIN = Duration.ofMinutes(2);
    private static final int MOST_ITINERARIES = 20;

    private final LearnedDurations durations = new LearnedDurations();
    private final CircuitBreaker breaker = new CircuitBreaker();
    private final Map<String, Deque<Itinerary>> itineraries = new HashMap<>();

    CircuitBreaker breaker() {
        return breaker;
    }

    /// A command is over.
    Change learn(CommandRecord command) {
        return switch (command.state()) {
            case SUCCEEDED -> {
                command.nominal()
                        .ifPresent(nominal -> command.took()
                                .ifPresent(took -> durations.learn(command.kind(), command.device(), nominal, took)));
                yield breaker.succeeded(command.device());
            }
            case FAILED ->
                command.labEnded() == null || command.code().equals("HOPPER_EMPTY")
                        ? Change.NONE
                        : breaker.failed(command.device(), command.labEnded());
            case ISSUED, ACCEPTED, RUNNING, PAUSED, REJECTED, CANCELED, ABORTED, INTERRUPTED, DENIED, FORGOTTEN ->
                Change.NONE;
        };
    }

    /// A run of a workflow went to its end: the next one is believed to go the same way.
    ///
    /// @param commands of the run, in the order issued
    void learn(String workflow, List<CommandRecord> commands) {
        var done = commands.stream()
                .filter(command -> command.state() == CommandState.SUCCEEDED
                        && command.took().isPresent())
                .toList();
        if (done.isEmpty()) {
            return;
        }
        var end = done.stream()
                .map(command -> Objects.requireNonNull(command.labEnded()))
                .max(Instant::compareTo)
                .orElseThrow();
        // A step's preparations and weighings are part of its stop.
        var stops = new LinkedHashMap<String, Itinerary.Stop>();
        for (var command : done) {
            stops.merge(command.stepPath(), stop(command, end), Experience::joined);
        }
        var known = itineraries.computeIfAbsent(workflow, none -> new ArrayDeque<>());
        known.addLast(new Itinerary(new ArrayList<>(stops.values())));
        if (known.size() > MOST_ITINERARIES) {
            known.removeFirst();
        }
    }

    private static Itinerary.Stop stop(CommandRecord command, Instant end) {
        return new Itinerary.Stop(
                command.stepPath(),
                String.valueOf(command.family()),
                command.action(),
                command.took().orElseThrow(),
                Duration.between(Objects.requireNonNull(command.labIssued()), end));
    }

    private static Itinerary.Stop joined(Itinerary.Stop first, Itinerary.Stop more) {
        return new Itinerary.Stop(
                first.path(), more.family(), more.action(), first.took().plus(more.took()), first.left());
    }

    /// What is left of a run of that workflow from a step on; of unknown workflows nothing is known.
    Itinerary itinerary(String workflow, String path) {
        var known = itineraries.get(workflow);
        return known == null ? Itinerary.UNKNOWN : known.getLast().from(path);
    }

    /// How long runs of that workflow have lasted from a step on, lab time, shortest first.
    List<Duration> left(String workflow, String path) {
        return itineraries.getOrDefault(workflow, new ArrayDeque<>()).stream()
                .map(itinerary -> itinerary.from(path).left())
                .sorted()
                .toList();
    }

    /// When a command that is under way is expected to end, lab time; empty while nobody knows.
    Optional<Instant> expectedEnd(CommandRecord command) {
        return expected(command)
                .map(expected -> Objects.requireNonNull(command.labIssued()).plus(expected.median()));
    }

    /// From when on a command that is not over hangs, lab time; empty while nobody knows.
    Optional<Instant> hangsFrom(CommandRecord command) {
        return expected(command)
                .map(expected -> Objects.requireNonNull(command.labIssued())
                        .plus(expected.p99())
                        .plus(margin(expected)));
    }

    private Optional<Expected> expected(CommandRecord command) {
        return command.labIssued() == null
                ? Optional.empty()
                : command.nominal().map(nominal -> durations.of(command.kind(), command.device(), nominal));
    }

    private static Duration margin(Expected expected) {
        var half = expected.median().dividedBy(2);
        return half.compareTo(SHORTEST_MARGIN) > 0 ? half : SHORTEST_MARGIN;
    }
}
