package org.agate.sim.device;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.agate.robot.device.Command;
import org.agate.robot.family.DeviceFamily;
import org.agate.sim.device.VirtualDevice.Machine;
import org.agate.sim.fault.Fault;
import org.agate.sim.world.Vessel;

/// Doses powder in bursts over a balance: full speed to 90 %, then smaller bursts, with flow noise, overshoot by
/// what is still falling, and for cohesive powders avalanches and bridges.
final class VirtualDoser implements Machine {

    private static final double FLOW_MG_PER_S = 20;
    private static final double FLOW_NOISE = 0.15;
    private static final double FALL_S = 0.15;
    private static final double DEAD_TIME_S = 0.3;
    private static final double COUPLE_HEAD_S = 12;
    private static final double READ_S = 1.6;
    private static final double AVALANCHE_PROBABILITY = 0.05;
    private static final double AVALANCHE_MG = 2;
    private static final double SMALLEST_BURST_MG = 0.2;
    private static final double TAP_CLEARS = 0.8;
    private static final double TAP_S = 3;
    private static final int MOST_TAPS = 4;
    private static final int MOST_BURSTS = 300;

    private static final double LIGHTEST_VESSEL_MG = 11_500;
    private static final double HEAVIEST_VESSEL_MG = 12_500;

    private static final Zero STORED = new Zero("", 0);

    private final World world;
    private final String id;
    private final Bench bench;
    private volatile Zero zero = STORED;

    /// What a balance takes for nothing.
    ///
    /// @param sample that stood on it when it set its zero; empty when none did
    /// @param milligrams of powder that the sample's vessel held then
    private record Zero(String sample, double milligrams) {}

    private VirtualDoser(String id, Bench bench) {
        this.world = bench.world();
        this.id = id;
        this.bench = bench;
    }

    static VirtualDevice device(String id, Bench bench) {
        return VirtualDevice.of(DeviceFamily.DOSER, id, List.of("balance"), bench, new VirtualDoser(id, bench));
    }

    /// A balance of the contract keeps the zero that it has stored; one with the fault takes what stands on it for
    /// nothing.
    @Override
    public void poweredOn() {
        boolean strikes = bench.faults()
                .strikes(Fault.REZERO, id, null, bench.elapsed(), bench.noise().lasting(id, Fault.REZERO.name()));
        zero = !strikes
                ? STORED
                : world.slots(id).values().stream()
                        .findFirst()
                        .flatMap(sample -> world.vessel(sample).map(vessel -> new Zero(sample, vessel.milligrams())))
                        .orElse(STORED);
    }

    private double emptyVesselMg(String sample) {
        return bench.noise().lasting(sample, "vessel").nextDouble(LIGHTEST_VESSEL_MG, HEAVIEST_VESSEL_MG);
    }

    @Override
    public Map<String, Job.Work> works() {
        return Map.of("dose", this::dose, "tare", this::tare, "weigh", this::weigh, "readHead", this::readHead);
    }

    @Override
    public Optional<String> interlock(Command command) {
        return command.params().get("material") instanceof String material && !world.stocks(material)
                ? Optional.of("no head with %s is mounted".formatted(material))
                : Optional.empty();
    }

    private Map<String, Object> dose(Job job) throws InterruptedException {
        if (job.vessel().isEmpty()) {
            throw Job.failed("NO_VESSEL", "no sample is named", Map.of());
        }
        var material = job.text("material");
        if (job.strikes(Fault.WRONG_MATERIAL)) {
            throw Job.failed(
                    "WRONG_MATERIAL", "the head's tag does not say %s".formatted(material), Map.of("net_mg", 0.0));
        }
        double target = job.number("target_mg");
        double tolerance = Math.max(0.3, target * job.number("tol_pct") / 100);
        job.last("COUPLING", COUPLE_HEAD_S);
        double slip = job.strikes(Fault.OVERDOSE)
                ? 0.1 * target + tolerance + job.random().nextDouble(12, 40)
                : 0;
        double in = 0;
        int bursts = 0;
        while (in < target - tolerance / 2 && bursts < MOST_BURSTS) {
            in += burst(job, material, target - in, target, bursts == 0 ? slip : 0, in);
            bursts++;
        }
        job.last("SETTLING", Balance.SETTLE_S);
        double net = Balance.read(in, job.random());
        if (net > target + tolerance + 10) {
            throw Job.failed("OVERDOSE", "%.1f mg for %.1f mg".formatted(net, target), Map.of("net_mg", net));
        }
        return Map.of(
                "net_mg",
                net,
                "sd_mg",
                Balance.CLAIMED_SD_MG,
                "stable",
                true,
                "bursts",
                bursts,
                "hopper_left_mg",
                world.hopper(material));
    }

    private double burst(Job job, String material, double missing, double target, double slip, double in)
            throws InterruptedException {
        double cohesion = job.bench().cohesion().getOrDefault(material, 0.0);
        double falling = falling(missing, target, cohesion, job.random()) + slip;
        double seconds = DEAD_TIME_S + falling / FLOW_MG_PER_S;
        if (job.strikesDuring(Fault.BRIDGED, seconds * cohesion)) {
            tap(job, material, in);
        }
        if (world.hopper(material) < falling) {
            throw Job.failed("HOPPER_EMPTY", "%s is empty".formatted(material), Map.of("net_mg", in));
        }
        job.last("DOSING", seconds);
        // Each burst is in the vial before the next one starts: a crash leaves what has fallen, no more.
        job.unless(!world.pour(job.device(), material, job.sample(), falling, 0));
        job.last("READING", READ_S);
        return falling;
    }

    /// A bridge in the hopper is broken by tapping, or not.
    private static void tap(Job job, String material, double in) throws InterruptedException {
        for (int taps = 1; taps <= MOST_TAPS; taps++) {
            job.last("TAPPING", TAP_S);
            if (job.random().nextDouble() < TAP_CLEARS) {
                return;
            }
        }
        throw Job.failed("FLOW_TOO_LOW", "%s has bridged in its hopper".formatted(material), Map.of("net_mg", in));
    }

    private static double falling(double missing, double target, double cohesion, RandomGenerator random) {
        boolean fine = missing < 0.1 * target;
        double wanted = fine ? Math.max(SMALLEST_BURST_MG, missing * 0.6) : missing - 0.1 * target + 0.01;
        double flow = Math.exp(FLOW_NOISE * random.nextGaussian() - FLOW_NOISE * FLOW_NOISE / 2);
        double overshoot = fine ? 0 : FLOW_MG_PER_S * FALL_S * random.nextDouble();
        double avalanche = random.nextDouble() < AVALANCHE_PROBABILITY * cohesion
                ? -AVALANCHE_MG * Math.log(1 - random.nextDouble())
                : 0;
        return wanted * (fine ? flow : Math.min(flow, 1.08)) + overshoot + avalanche;
    }

    private Map<String, Object> tare(Job job) throws InterruptedException {
        job.last("SETTLING", Balance.SETTLE_S);
        return Map.of("zero_mg", Balance.read(0, job.random()));
    }

    private Map<String, Object> weigh(Job job) throws InterruptedException {
        var vessel = job.vessel();
        job.last("SETTLING", Balance.SETTLE_S);
        var lost = vessel.isPresent() && zero.sample().equals(job.sample()) ? zero : STORED;
        double net = Balance.read(vessel.map(Vessel::milligrams).orElse(0.0) - lost.milligrams(), job.random());
        double empty = vessel.isEmpty() || !lost.sample().isEmpty() ? 0 : emptyVesselMg(job.sample());
        boolean unstable = job.strikes(Fault.UNSTABLE);
        if (unstable && !"IMMEDIATE".equals(job.execution().command().params().get("mode"))) {
            throw Job.failed("UNSTABLE", "no stable reading", Map.of("net_mg", net));
        }
        return Map.of(
                "net_mg",
                net,
                "gross_mg",
                empty + net,
                "sd_mg",
                (unstable ? 10 : 1) * Balance.CLAIMED_SD_MG,
                "stable",
                !unstable);
    }

    private Map<String, Object> readHead(Job job) throws InterruptedException {
        job.last("READING", 1);
        return Map.of("hopper_left_mg", world.hopper(job.text("material")));
    }
}
