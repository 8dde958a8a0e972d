package org.agate.sim.device;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.agate.robot.device.Command;
import org.agate.robot.device.DeviceError;
import org.agate.robot.family.DeviceFamily;
import org.agate.robot.sdk.ActionFailed;
import org.agate.robot.sdk.ActionHandler;
import org.agate.robot.sdk.Execution;

/// Doses powder in bursts over a balance: full speed to 90 %, then bursts of a tenth, with flow noise, overshoot by
/// what is still falling, and now and then an avalanche.
final class VirtualDoser implements ActionHandler {

    private static final double FLOW_MG_PER_S = 20;
    private static final double FLOW_NOISE = 0.15;
    private static final double FALL_S = 0.15;
    private static final double DEAD_TIME_S = 0.3;
    private static final double AVALANCHE_PROBABILITY = 0.05;
    private static final double AVALANCHE_MG = 2;
    private static final double SETTLE_S = 5;
    private static final int MOST_BURSTS = 300;

    private final String id;
    private final World world;
    private final LabTime time;

    private VirtualDoser(String id, World world, LabTime time) {
        this.id = id;
        this.world = world;
        this.time = time;
    }

    static VirtualDevice device(String id, World world, LabTime time) {
        var doser = new VirtualDoser(id, world, time);
        return VirtualDevice.of(
                DeviceFamily.DOSER,
                id,
                List.of("balance"),
                Map.of("dose", doser, "weigh", doser::weigh, "readHead", doser::readHead));
    }

    @Override
    public Optional<String> interlock(Command command) {
        var material = String.valueOf(command.params().get("material"));
        return world.stocks(material)
                ? Optional.empty()
                : Optional.of("no head with %s is mounted".formatted(material));
    }

    @Override
    public Map<String, Object> perform(Execution execution) throws InterruptedException {
        VirtualDevice.vesselIn(world, id, execution);
        var sample = execution.sample();
        var material = execution.text("material");
        double target = execution.number("target_mg");
        double tolerance = Math.max(0.3, target * execution.number("tol_pct") / 100);
        var random = world.noise(id, "dose-" + material, sample);
        double in = 0;
        int bursts = 0;
        while (in < target - tolerance / 2 && bursts < MOST_BURSTS) {
            if (world.hopper(material) < 1) {
                throw failed("HOPPER_EMPTY", "%s is empty".formatted(material), in);
            }
            double burst = burst(target - in, target, random);
            time.last(execution, "DOSING", DEAD_TIME_S + burst / FLOW_MG_PER_S);
            // Each burst is in the vial before the next one starts: a crash leaves what has fallen, no more.
            double fallen = burst;
            world.change(sample, vessel -> vessel.add(material, fallen));
            world.take(material, burst);
            in += burst;
            bursts++;
        }
        time.last(execution, "SETTLING", SETTLE_S);
        double net = Balance.read(in, random);
        if (in > target + tolerance + 10) {
            throw failed("OVERDOSE", "%.1f mg for %.1f mg".formatted(net, target), net);
        }
        return Map.of(
                "net_mg",
                net,
                "sd_mg",
                Balance.CLAIMED_SD_MG,
                "bursts",
                bursts,
                "hopper_left_mg",
                world.hopper(material));
    }

    private static double burst(double missing, double target, RandomGenerator random) {
        boolean fine = missing < 0.1 * target;
        double wanted = fine ? Math.max(0.2, missing * 0.6) : missing - 0.1 * target + 0.01;
        double flow = Math.exp(FLOW_NOISE * random.nextGaussian() - FLOW_NOISE * FLOW_NOISE / 2);
        double falling = fine ? 0 : FLOW_MG_PER_S * FALL_S * random.nextDouble();
        double avalanche =
                random.nextDouble() < AVALANCHE_PROBABILITY ? -AVALANCHE_MG * Math.log(1 - random.nextDouble()) : 0;
        return wanted * (fine ? flow : Math.min(flow, 1.08)) + falling + avalanche;
    }

    private static ActionFailed failed(String code, String text, double net) {
        return new ActionFailed(DeviceError.critical(code, text), Map.of("net_mg", net));
    }

    private Map<String, Object> weigh(Execution execution) throws InterruptedException {
        var vessel = VirtualDevice.vesselIn(world, id, execution);
        time.last(execution, "SETTLING", SETTLE_S);
        double net = Balance.read(vessel.milligrams(), world.noise(id, "weigh", execution.sample()));
        return Map.of("net_mg", net, "sd_mg", Balance.CLAIMED_SD_MG);
    }

    private Map<String, Object> readHead(Execution execution) throws InterruptedException {
        time.last(execution, "READING", 1);
        return Map.of("hopper_left_mg", world.hopper(execution.text("material")));
    }
}
