package org.agate.sim.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agate.robot.device.Command;
import org.agate.robot.device.DeviceError;
import org.agate.robot.family.DeviceFamily;
import org.agate.robot.sdk.ActionFailed;
import org.agate.sim.device.VirtualDevice.Machine;
import org.agate.sim.fault.Fault;
import org.agate.sim.world.Phase;
import org.agate.sim.world.TemperatureProgram;
import org.agate.sim.world.TemperatureProgram.Corner;
import org.agate.sim.world.Vessel;

/// Heats all vials in it along one programme; each furnace has its own bias, each run a little more.
///
/// "Done" is not "safe to open": the door stays shut until the chamber has cooled below the limit.
final class VirtualFurnace implements Machine {

    private static final double RUN_BIAS_K = 1;
    private static final double OVERTEMP_K = 30;
    private static final double DOOR_S = 8;

    private final String id;
    private final Bench bench;
    private final double doorLimit;

    private VirtualFurnace(String id, Bench bench, double doorLimit) {
        this.id = id;
        this.bench = bench;
        this.doorLimit = doorLimit;
    }

    /// @param slots how many vials it takes
    /// @param doorLimitCelsius hotter than this the door stays shut
    static VirtualDevice device(String id, int slots, double doorLimitCelsius, Bench bench) {
        var names = new ArrayList<String>();
        for (int i = 1; i <= slots; i++) {
            names.add("slot-" + i);
        }
        return VirtualDevice.of(
                DeviceFamily.FURNACE, id, names, bench, new VirtualFurnace(id, bench, doorLimitCelsius));
    }

    @Override
    public Map<String, Job.Work> works() {
        return Map.of("heat", this::heat, "openDoor", job -> door(job, true), "closeDoor", job -> door(job, false));
    }

    @Override
    public Map<String, Object> interlocks() {
        return Map.of(
                "DOOR_CLOSED",
                !bench.world().isDoorOpen(id),
                "DOOR_SAFE",
                bench.world().celsius(id) <= doorLimit);
    }

    @Override
    public Optional<String> complaint(Command command) {
        if (!(command.params().get("segments") instanceof List<?> segments)) {
            return Optional.empty();
        }
        for (int i = 0; i < segments.size(); i++) {
            var segment = (Map<?, ?>) segments.get(i);
            var needed =
                    "RAMP".equals(segment.get("type")) ? List.of("target_C", "rate_C_per_min") : List.of("duration_s");
            if (!segment.keySet().containsAll(needed)) {
                return Optional.of("segments[%d] (%s) needs %s".formatted(i, segment.get("type"), needed));
            }
        }
        return Optional.empty();
    }

    private Map<String, Object> heat(Job job) throws InterruptedException {
        var program = program(job.execution().list("segments"));
        double runBias = RUN_BIAS_K * job.random().nextGaussian();
        double overtemp = job.strikes(Fault.OVERTEMP) ? OVERTEMP_K : 0;
        double furnaceBias = bench.noise().furnaceKelvin()
                * bench.noise().lasting(id, "bias").nextGaussian();
        double bias = program.minutes() > 0 ? furnaceBias + runBias + overtemp : 0;
        double broken = job.strikes(Fault.THERMOCOUPLE_BREAK) ? job.random().nextDouble(0.1, 0.9) : 1;
        var batch = bench.world().slots(id).values().stream()
                .sorted()
                .map(sample -> bench.world().vessel(sample).orElseThrow())
                .toList();
        bench.world().warmed(id, program.hottestCelsius() + overtemp);
        try {
            job.last(
                    "HEATING",
                    broken * program.minutes() * 60,
                    worked -> Map.of("temperature_C", program.celsius(worked / 60) + runBias));
        } finally {
            var followed = program.until(job.workedSeconds() / 60);
            batch.forEach(vessel -> heated(vessel, followed, bias));
            bench.world().warmed(id, followed.celsius(followed.minutes()) + overtemp);
        }
        if (broken < 1) {
            throw Job.fatal("THERMOCOUPLE_BREAK", "the thermocouple reads nothing", Map.of());
        }
        if (overtemp > 0) {
            throw new ActionFailed(
                    new DeviceError("OVERTEMP", DeviceError.Level.CRITICAL, "30 K above the programme", "AFTER_CLEAR"),
                    Map.of("peak_C", program.hottestCelsius() + overtemp));
        }
        return Map.of(
                "program_s",
                program.minutes() * 60,
                "overshoot_C",
                Math.max(0, runBias),
                // The furnace's own thermocouple shares its bias: it reports what it believes.
                "peak_C",
                program.hottestCelsius() + runBias,
                "door_safe_s",
                secondsUntilSafe(bench.world().celsius(id)));
    }

    private void heated(Vessel before, TemperatureProgram program, double bias) {
        var rates = bench.noise().rates(before.sample());
        var after = before.treated(charge -> charge.heat(program, bias, rates));
        double gas = Phase.PBBR2.molarMass()
                * 1000
                * before.charge().chargedMol()
                * before.charge().retained()
                * (after.charge().evaporated() - before.charge().evaporated());
        bench.world().treat(id, "heat", after, 0, gas);
    }

    private double secondsUntilSafe(double celsius) {
        double room = TemperatureProgram.ROOM_CELSIUS;
        return celsius <= doorLimit ? 0 : 60 * World.COOLING_MIN * Math.log((celsius - room) / (doorLimit - room));
    }

    private Map<String, Object> door(Job job, boolean open) throws InterruptedException {
        job.last(open ? "OPENING" : "CLOSING", DOOR_S);
        double celsius = bench.world().celsius(id);
        if (open && celsius > doorLimit) {
            throw Job.failed("DOOR_NOT_SAFE", "%.0f °C, limit %.0f °C".formatted(celsius, doorLimit), Map.of());
        }
        job.unless(!bench.world().door(id, open, celsius, doorLimit));
        return Map.of();
    }

    /// Ramps are counted from room temperature, whatever an earlier batch has left behind: what happens to a sample
    /// must not depend on who was there before. A programme that never leaves room temperature takes no time.
    private static TemperatureProgram program(List<?> segments) {
        var corners = new ArrayList<Corner>();
        corners.add(new Corner(0, TemperatureProgram.ROOM_CELSIUS));
        for (var item : segments) {
            var segment = (Map<?, ?>) item;
            var last = corners.getLast();
            if ("RAMP".equals(segment.get("type"))) {
                double target = Math.max(TemperatureProgram.ROOM_CELSIUS, number(segment, "target_C"));
                double minutes = Math.abs(target - last.celsius()) / number(segment, "rate_C_per_min");
                corners.add(new Corner(last.minutes() + minutes, target));
            } else {
                corners.add(new Corner(last.minutes() + number(segment, "duration_s") / 60, last.celsius()));
            }
        }
        boolean warm = corners.stream().anyMatch(corner -> corner.celsius() > TemperatureProgram.ROOM_CELSIUS + 0.5);
        return new TemperatureProgram(warm ? corners : corners.subList(0, 1));
    }

    private static double number(Map<?, ?> segment, String name) {
        return segment.get(name) instanceof Number number ? number.doubleValue() : 0;
    }
}
