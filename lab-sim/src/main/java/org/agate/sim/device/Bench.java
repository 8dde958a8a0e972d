package org.agate.sim.device;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.agate.sim.clock.SimClock;
import org.agate.sim.fault.FaultPlan;

/// What all devices of a laboratory share.
///
/// @param cohesion how badly each powder flows, 0 free-flowing to 1 cohesive; unlisted ones flow freely
/// @param opened lab time at which the laboratory was opened
public record Bench(
        World world,
        SimClock clock,
        Noise noise,
        FaultPlan faults,
        Map<String, Double> cohesion,
        Instant opened,
        Outage outage) {

    /// What takes a device off the wire.
    public interface Outage {

        /// Cuts its power for a moment.
        void crash(String device);

        /// Pulls its network plug.
        void disconnect(String device, Duration lab);

        /// For devices without a wire.
        static Outage none() {
            return new Outage() {
                @Override
                public void crash(String device) {}

                @Override
                public void disconnect(String device, Duration lab) {}
            };
        }
    }

    public Bench {
        cohesion = Map.copyOf(cohesion);
    }

    Duration elapsed() {
        return Duration.between(opened, clock.instant());
    }
}
