package org.agate.sim.fault;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A fault that happens for certain: to the next actions of a device at or after a time.
///
/// @param after lab time since the laboratory started
/// @param device whose action it hits
/// @param sample that the action must be about; null for any
/// @param times how many actions it hits
public record ScriptedFault(
        Duration after,
        String device,
        Fault fault,
        @Nullable String sample,
        int times) {

    /// Once, whatever the sample.
    public ScriptedFault(Duration after, String device, Fault fault) {
        this(after, device, fault, null, 1);
    }

    public ScriptedFault {
        if (times < 1) {
            throw new IllegalArgumentException(
                    "Fault (%s) is planned (%d) times.\nMaybe leave it out.".formatted(fault, times));
        }
    }

    boolean isDue(Fault other, String at, @Nullable String about, Duration elapsed) {
        return fault == other
                && device.equals(at)
                && (sample == null || sample.equals(about))
                && elapsed.compareTo(after) >= 0;
    }

    /// Once less.
    ScriptedFault spent() {
        return new ScriptedFault(after, device, fault, sample, times - 1);
    }
}
