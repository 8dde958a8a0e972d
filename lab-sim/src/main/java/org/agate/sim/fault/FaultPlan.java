package org.agate.sim.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Decides whether a fault strikes: by chance, or because a test or a scenario says so. Thread-safe.
public final class FaultPlan {

    private final FaultProfile profile;
    private final List<Forced> forced = new ArrayList<>();
    private final List<ScriptedFault> script;

    public FaultPlan(FaultProfile profile, List<ScriptedFault> script) {
        this.profile = profile;
        this.script = new ArrayList<>(script);
    }

    public static FaultPlan none() {
        return new FaultPlan(FaultProfile.NONE, List.of());
    }

    /// Has the next action of a device that can fail so, fail so.
    public synchronized void force(Fault fault, String device) {
        script.add(new ScriptedFault(Duration.ZERO, device, fault));
    }

    /// Has the next one of such actions of a device, if it can fail so, fail so.
    public synchronized void force(Fault fault, String device, String action) {
        forced.add(new Forced(fault, device, action));
    }

    /// Whether it was forced for such an action; then it is not any more.
    public synchronized boolean isForced(Fault fault, String device, String action) {
        return forced.remove(new Forced(fault, device, action));
    }

    private record Forced(Fault fault, String device, String action) {}

    /// Whether it strikes now.
    ///
    /// @param elapsed lab time since the laboratory started
    /// @param sample that the action is about; null for none
    /// @param random a stream of this decision alone
    public boolean strikes(
            Fault fault, String device, @Nullable String sample, Duration elapsed, RandomGenerator random) {
        return isScripted(fault, device, sample, elapsed) || random.nextDouble() < profile.probability(fault);
    }

    /// Whether it strikes during an exposure, for faults whose probability is per hour or per second.
    public boolean strikes(
            Fault fault,
            String device,
            @Nullable String sample,
            Duration elapsed,
            double exposure,
            RandomGenerator random) {
        double probability = 1 - Math.exp(-profile.probability(fault) * exposure);
        return isScripted(fault, device, sample, elapsed) || random.nextDouble() < probability;
    }

    private synchronized boolean isScripted(Fault fault, String device, @Nullable String sample, Duration elapsed) {
        for (int i = 0; i < script.size(); i++) {
            var planned = script.get(i);
            if (planned.isDue(fault, device, sample, elapsed)) {
                script.remove(i);
                if (planned.times() > 1) {
                    script.add(i, planned.spent());
                }
                return true;
            }
        }
        return false;
    }

    /// The chance of a message's fault.
    public double probability(Fault fault) {
        return profile.probability(fault);
    }
}
