package org.agate.orchestrator.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Leaves a device alone that fails again and again, and tries it again after a pause that doubles. Mutable; one
/// thread at a time.
///
/// Built from the ends of commands alone, in their order, so it is the same after a restart.
public final class CircuitBreaker {

    private static final int FAILURES = 3;
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(30);
    private static final int MOST_DOUBLINGS = 5;

    private final Map<String, Course> courses = new HashMap<>();

    private record Course(int failures, Instant last) {}

    /// What an end has changed.
    public enum Change {
        NONE,
        /// It is left alone from now on.
        OPENED,
        /// It works again.
        CLOSED
    }

    /// A command of the device failed.
    ///
    /// @param at lab time
    public Change failed(String device, Instant at) {
        int failures = courses.getOrDefault(device, new Course(0, at)).failures() + 1;
        courses.put(device, new Course(failures, at));
        return failures == FAILURES ? Change.OPENED : Change.NONE;
    }

    /// A command of the device went to its end.
    public Change succeeded(String device) {
        var before = courses.remove(device);
        return before != null && before.failures() >= FAILURES ? Change.CLOSED : Change.NONE;
    }

    /// A person has looked after it.
    public Change cleared(String device) {
        return succeeded(device);
    }

    /// When the device is tried again, lab time; empty when it may be used now.
    public Optional<Instant> shunnedUntil(String device, Instant now) {
        var course = courses.get(device);
        if (course == null || course.failures() < FAILURES) {
            return Optional.empty();
        }
        int doublings = Math.min(MOST_DOUBLINGS, course.failures() - FAILURES);
        var until = course.last().plus(FIRST_PAUSE.multipliedBy(1L << doublings));
        return now.isBefore(until) ? Optional.of(until) : Optional.empty();
    }
}
