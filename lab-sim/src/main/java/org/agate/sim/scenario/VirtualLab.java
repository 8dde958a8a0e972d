package org.agate.sim.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.agate.robot.sdk.DeviceRuntime;
import org.agate.robot.sdk.DeviceSetup;
import org.agate.robot.sdk.FileLedger;
import org.agate.robot.sdk.FileUpload;
import org.agate.sim.camera.PhotoFedScenery;
import org.agate.sim.camera.RenderedPowder;
import org.agate.sim.camera.Scenery;
import org.agate.sim.clock.PacedClock;
import org.agate.sim.device.VirtualBench;
import org.agate.sim.device.VirtualDevice;
import org.agate.sim.device.World;

/// A running virtual laboratory: every device on its own connection, and the lab's clock beside them.
///
/// Nothing but the wire connects it to an orchestrator.
public final class VirtualLab implements AutoCloseable {

    private final List<DeviceRuntime> runtimes;
    private final ClockAnnouncer clockAnnouncer;

    /// How to run it.
    ///
    /// @param folder for ledgers and the world, kept over restarts
    /// @param seed of all noise
    /// @param rate lab seconds per wall second
    /// @param sessions gives every device start a session name
    public record Settings(
            String broker, Path folder, long seed, double rate, InstantSource wall, Supplier<String> sessions) {}

    private VirtualLab(List<DeviceRuntime> runtimes, ClockAnnouncer clockAnnouncer) {
        this.runtimes = runtimes;
        this.clockAnnouncer = clockAnnouncer;
    }

    /// Starts all devices; returns at once, they connect by themselves.
    public static VirtualLab start(Scenario scenario, Settings settings) {
        try {
            Files.createDirectories(settings.folder());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Folder (%s) cannot be made.\nMaybe choose another --data.".formatted(settings.folder()), e);
        }
        var world =
                new World(settings.seed(), scenario.hoppers(), settings.folder().resolve("world.json"));
        var clock = new PacedClock(settings.wall(), settings.wall().instant(), settings.rate());
        var upload = new FileUpload();
        Scenery scenery = scenario.photos().isEmpty()
                ? new RenderedPowder()
                : new PhotoFedScenery(Scenario.SANDS.getFirst(), scenario.photos(), settings.seed());
        var devices =
                VirtualBench.devices(scenario.grinders(), scenario.furnaces(), world, clock, scenery, upload::put);
        var runtimes = new ArrayList<DeviceRuntime>();
        for (var device : devices) {
            var runtime = runtime(device, world, settings);
            runtime.listen(upload);
            runtime.start();
            runtimes.add(runtime);
        }
        var announcer = new ClockAnnouncer(settings.broker(), clock, settings.wall());
        announcer.start();
        return new VirtualLab(runtimes, announcer);
    }

    private static DeviceRuntime runtime(VirtualDevice device, World world, Settings settings) {
        var ledger = new FileLedger(settings.folder().resolve(device.id() + ".ledger"));
        var setup = new DeviceSetup(
                device.id(),
                settings.broker(),
                settings.sessions().get(),
                settings.wall(),
                ledger,
                () -> world.slots(device.id().value()));
        return new DeviceRuntime(setup, device.factsheet(), device.handlers());
    }

    @Override
    public void close() {
        clockAnnouncer.close();
        runtimes.forEach(DeviceRuntime::close);
    }
}
