package org.agate.sim.device;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.DoubleFunction;
import org.agate.robot.device.DeviceError;
import org.agate.robot.device.Telemetry;
import org.agate.robot.sdk.ActionFailed;
import org.agate.robot.sdk.Execution;
import org.agate.sim.fault.Fault;
import org.agate.sim.world.Vessel;

/// One action of one device, while it lasts. Used by its own thread only.
final class Job {

    private static final double REPORT_WALL_SECONDS = 0.5;
    private static final double SLOWEST = 10;
    private static final double CRASH_WITHIN_S = 30;
    private static final int TELEMETRY_SAMPLES = 5;
    private static final double NANO_ROUNDING = 1e-8;

    private final Bench bench;
    private final String device;
    private final Execution execution;
    private final int visit;
    private final SplittableRandom random;
    private final double pace;
    private double fuseSeconds;
    private double workedSeconds;

    /// What an action does.
    @FunctionalInterface
    interface Work {
        Map<String, Object> perform(Job job) throws InterruptedException;
    }

    Job(Bench bench, String device, Execution execution, int visit) {
        this.bench = bench;
        this.device = device;
        this.execution = execution;
        this.visit = visit;
        var sample = execution.command().sample();
        this.random = bench.noise().of(device, sample == null ? "" : sample, action(), visit);
        this.pace = strikes(Fault.SLOW) ? chance(Fault.SLOW).nextDouble(3, SLOWEST) : 1;
        var thread = Thread.currentThread();
        execution.onChange(() -> bench.clock().wake(thread));
        execution.aroundRest(bench.clock()::stepAside, bench.clock()::comeBack);
        this.fuseSeconds = strikes(Fault.DEVICE_CRASH)
                ? chance(Fault.DEVICE_CRASH).nextDouble(0, CRASH_WITHIN_S)
                : Double.POSITIVE_INFINITY;
    }

    World world() {
        return bench.world();
    }

    Bench bench() {
        return bench;
    }

    String device() {
        return device;
    }

    String action() {
        return execution.command().action();
    }

    Execution execution() {
        return execution;
    }

    String sample() {
        return execution.sample();
    }

    double number(String name) {
        return execution.number(name);
    }

    String text(String name) {
        return execution.text(name);
    }

    SplittableRandom random() {
        return random;
    }

    /// The sample's vial, which must stand in one of the device's slots; empty when the command is about no sample.
    Optional<Vessel> vessel() {
        var sample = execution.command().sample();
        if (sample == null) {
            return Optional.empty();
        }
        return Optional.of(world().vessel(sample)
                .filter(vessel -> vessel.position().startsWith(device + "/"))
                .orElseThrow(() -> failed("NO_VESSEL", "sample %s is not in %s".formatted(sample, device), Map.of())));
    }

    /// The draws of one kind of fault in this action.
    private SplittableRandom chance(Fault fault) {
        var sample = execution.command().sample();
        return bench.noise().of(device, sample == null ? "" : sample, action(), visit, fault.name());
    }

    boolean strikes(Fault fault) {
        return bench.faults().isForced(fault, device, action())
                || bench.faults().strikes(fault, device, execution.command().sample(), bench.elapsed(), chance(fault));
    }

    /// A fault that may strike again in the same action: drawn from the action's own stream.
    boolean strikesDuring(Fault fault, double exposure) {
        return bench.faults().strikes(fault, device, execution.command().sample(), bench.elapsed(), exposure, random);
    }

    static ActionFailed failed(String code, String text, Map<String, Object> result) {
        return new ActionFailed(DeviceError.critical(code, text), result);
    }

    /// A person has to look before the device may go on.
    static ActionFailed fatal(String code, String text, Map<String, Object> result) {
        return new ActionFailed(new DeviceError(code, DeviceError.Level.FATAL, text, "AFTER_CLEAR"), result);
    }

    /// The stop came before the motion.
    void unless(boolean stopped) throws InterruptedException {
        if (stopped) {
            checkpoint();
            throw failed("STOPPED", "the power is off", Map.of());
        }
    }

    /// Seconds of work so far, pauses left out.
    double workedSeconds() {
        return workedSeconds;
    }

    /// Lets work last, pausing and ending where it is asked to.
    void last(String sub, double seconds) throws InterruptedException {
        last(sub, seconds, worked -> Map.of());
    }

    /// @param measure telemetry by channel, from the seconds worked
    void last(String sub, double seconds, DoubleFunction<Map<String, Double>> measure) throws InterruptedException {
        double slice = REPORT_WALL_SECONDS * bench.clock().rate();
        double left = seconds * pace;
        double whole = left;
        if (strikesDuring(Fault.DISCONNECTED, left / 3600)) {
            bench.outage().disconnect(device, Duration.ofSeconds(random.nextLong(5, 120)));
        }
        checkpoint();
        while (left > 1e-6) {
            double next = Math.min(left, Math.min(slice, fuseSeconds));
            var before = bench.clock().instant();
            bench.clock().sleep(Duration.ofNanos((long) (next * 1e9)));
            // A stop or a pause ends the wait early: only what has passed was worked.
            double passed = Math.min(
                    next, Duration.between(before, bench.clock().instant()).toNanos() / 1e9 + NANO_ROUNDING);
            left -= passed;
            workedSeconds += passed / pace;
            fuseSeconds -= passed;
            if (fuseSeconds <= 0) {
                bench.outage().crash(device);
                throw new InterruptedException("power lost");
            }
            checkpoint();
            if (left > 1e-6) {
                execution.progress(sub, 1 - left / whole, left);
                tell(measure);
            }
        }
    }

    private void tell(DoubleFunction<Map<String, Double>> measure) {
        if (measure.apply(workedSeconds).isEmpty()) {
            return;
        }
        var samples = new ArrayList<Telemetry.Sample>();
        var now = bench.clock().instant();
        for (int i = TELEMETRY_SAMPLES - 1; i >= 0; i--) {
            samples.add(new Telemetry.Sample(
                    now.minusMillis(100L * i), new LinkedHashMap<>(measure.apply(workedSeconds - 0.1 * i))));
        }
        execution.measured(new Telemetry(samples));
    }

    /// Leaves the action when it shall end; while it is paused, lab time goes on without it.
    void checkpoint() throws InterruptedException {
        execution.checkpoint();
    }
}
