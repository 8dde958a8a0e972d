package org.agate.sim.conformance;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.agate.robot.broker.Broker;
import org.agate.robot.device.CancelMode;
import org.agate.robot.device.Capability;
import org.agate.robot.device.DeviceId;
import org.agate.robot.device.Factsheet;
import org.agate.robot.device.ParameterRange;
import org.agate.robot.device.Recovery;
import org.agate.robot.sdk.DeviceRuntime;
import org.agate.robot.sdk.DeviceSetup;
import org.agate.robot.sdk.Execution;
import org.agate.robot.sdk.FileLedger;

/// A real device as a vendor would write it with the device kit: a factsheet, and a handler for its one action.
final class Stirrer {

    private static final double STEP_S = 0.1;

    private Stirrer() {}

    private static Factsheet factsheet() {
        var stir = Capability.of(Recovery.ATTACHABLE, 2)
                .taking("duration_s", ParameterRange.number("s", 1, 600))
                .taking("speed_rpm", ParameterRange.number("/min", 10, 500))
                .giving("turns", ParameterRange.measured("1"))
                .canceled(CancelMode.AT_ONCE)
                .pausable();
        return new Factsheet(
                "stirrer",
                "example",
                "java",
                "1",
                Factsheet.Protocol.usual(),
                false,
                List.of("plate"),
                Map.of("stir", stir),
                Map.of(),
                Map.of());
    }

    private static Map<String, Object> stir(Execution execution) throws InterruptedException {
        double seconds = execution.number("duration_s");
        for (double done = 0; done < seconds; done += STEP_S) {
            execution.checkpoint();
            execution.progress("STIRRING", done / seconds, seconds - done);
            Thread.sleep((long) (1000 * STEP_S));
        }
        return Map.of("turns", execution.number("speed_rpm") * seconds / 60);
    }

    static DeviceRuntime start(Broker broker, Path folder) {
        var setup = new DeviceSetup(
                new DeviceId("stirrer-1"),
                broker,
                UUID.randomUUID().toString(),
                Clock.systemUTC(),
                Clock.systemUTC(),
                new FileLedger(folder.resolve("stirrer-1.ledger"), Clock.systemUTC()),
                Map::of);
        var runtime = new DeviceRuntime(setup, factsheet(), Map.of("stir", Stirrer::stir));
        runtime.start();
        return runtime;
    }
}
