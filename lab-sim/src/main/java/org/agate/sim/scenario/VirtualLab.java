package org.agate.sim.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.agate.robot.broker.Broker;
import org.agate.robot.sdk.DeviceRuntime;
import org.agate.robot.sdk.DeviceRuntime.DeviceListener;
import org.agate.robot.sdk.DeviceSetup;
import org.agate.robot.sdk.FileLedger;
import org.agate.robot.sdk.FileUpload;
import org.agate.robot.sdk.SiteClock;
import org.agate.sim.camera.LabelledPhoto;
import org.agate.sim.clock.SimClock;
import org.agate.sim.device.Bench;
import org.agate.sim.device.VirtualDevice;
import org.agate.sim.device.World;
import org.agate.sim.fault.FaultPlan;
import org.agate.sim.journal.LabJournal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A running virtual laboratory: every device on its own connection, and the lab's clock beside them.
///
/// Nothing but the wire connects it to an orchestrator.
public final class VirtualLab implements AutoCloseable {

    /// The name of the referee's file in the laboratory's folder.
    public static final String JOURNAL = "journal.jsonl";

    private static final Logger LOG = LoggerFactory.getLogger(VirtualLab.class);
    private static final long POWER_BACK_MILLIS = 1_000;
    private static final long SHORTEST_OUTAGE_MILLIS = 300;

    private final Settings settings;
    private final World world;
    private final SimClock clock;
    private final FaultPlan faults;
    private final FileUpload upload = new FileUpload();
    private final Map<String, VirtualDevice> devices = new ConcurrentHashMap<>();
    private final Map<String, DeviceRuntime> runtimes = new ConcurrentHashMap<>();
    private final SiteClock siteClock;
    private final Conductor conductor;
    private final ScheduledExecutorService repairs = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("lab-repairs").factory());

    /// How to run it.
    ///
    /// @param folder for ledgers and the journal, kept over restarts
    /// @param seed of all noise
    /// @param rate lab seconds per wall second, at most
    /// @param sessions gives every device start a session name
    /// @param photos real photographs for a scene that shows some
    /// @param patience how long the clock waits for a participant that has not finished with the present moment
    public record Settings(
            Broker broker,
            Path folder,
            long seed,
            double rate,
            InstantSource wall,
            Supplier<String> sessions,
            List<LabelledPhoto> photos,
            Duration patience) {

        /// As long as a laboratory can wait that must not stand still for one that died.
        public Settings(
                Broker broker,
                Path folder,
                long seed,
                double rate,
                InstantSource wall,
                Supplier<String> sessions,
                List<LabelledPhoto> photos) {
            this(broker, folder, seed, rate, wall, sessions, photos, Duration.ofSeconds(2));
        }

        public Settings {
            if (!(rate >= 1 && rate <= SimClock.FASTEST)) {
                throw new IllegalArgumentException(
                        "Rate (%s) is not between 1 and %s.\nMaybe try --rate 2000.".formatted(rate, SimClock.FASTEST));
            }
            photos = List.copyOf(photos);
        }
    }

    private VirtualLab(Scenario scenario, Settings settings) {
        this.settings = settings;
        var journal = settings.folder().resolve(JOURNAL);
        LabJournal.open(journal).close();
        var past = LabJournal.read(journal);
        var opened = past.isEmpty() ? settings.wall().instant() : past.getLast().at();
        this.clock = new SimClock(opened, settings.rate());
        this.world = new World(clock, scenario.stock(), past, LabJournal.open(journal));
        var elapsed = past.isEmpty()
                ? Duration.ZERO
                : Duration.between(past.getFirst().at(), opened);
        this.faults = scenario.faults().plan(elapsed);
        var bench = new Bench(
                world,
                clock,
                scenario.noise(settings.seed()),
                faults,
                scenario.cohesion(),
                opened.minus(elapsed),
                new Mishaps());
        Furniture.devices(scenario, bench, settings.photos(), settings.seed(), upload::put)
                .forEach(device -> devices.put(device.id().value(), device));
        this.siteClock = new SiteClock(settings.broker());
        this.conductor =
                new Conductor(siteClock, clock, settings.wall(), settings.patience(), this::isSettled, this::speakUp);
    }

    /// Starts all devices; returns at once, they connect by themselves.
    public static VirtualLab start(Scenario scenario, Settings settings) {
        try {
            Files.createDirectories(settings.folder());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Folder (%s) cannot be made.\nMaybe choose another --data.".formatted(settings.folder()), e);
        }
        var lab = new VirtualLab(scenario, settings);
        lab.devices.keySet().forEach(lab::switchOn);
        lab.conductor.start();
        return lab;
    }

    /// What goes wrong in it; a test may force something.
    public FaultPlan faults() {
        return faults;
    }

    public SimClock clock() {
        return clock;
    }

    /// Whether every device has reached the broker.
    public boolean isOnline() {
        return runtimes.values().stream().allMatch(DeviceRuntime::isOnline);
    }

    /// A person fills a hopper up.
    ///
    /// @param milligrams put in
    public void fill(String material, double milligrams) {
        world.fill(material, milligrams);
    }

    /// Cuts a device's power for a moment.
    public void crash(String device) {
        new Mishaps().crash(device);
    }

    /// A device that does not come back must not do so in silence.
    private void switchOnAgain(String id) {
        try {
            switchOn(id);
        } catch (RuntimeException e) {
            LOG.error("Device stays without power deviceId={}", id, e);
        }
    }

    private void switchOn(String id) {
        var device = devices.get(id);
        if (device == null || repairs.isShutdown()) {
            return;
        }
        device.powerOn().run();
        var ledger = new FileLedger(settings.folder().resolve(id + ".ledger"), settings.wall());
        var setup = new DeviceSetup(
                device.id(),
                settings.broker(),
                settings.sessions().get(),
                settings.wall(),
                clock,
                ledger,
                device.sensors());
        var runtime = new DeviceRuntime(setup, device.factsheet(), device.handlers());
        runtime.listen(upload);
        runtime.listen(new DeviceListener() {
            @Override
            public void stopped(boolean latched) {
                world.power(id, latched);
            }
        });
        runtimes.put(id, runtime);
        runtime.start();
    }

    private void speakUp() {
        runtimes.values().forEach(DeviceRuntime::sayWhatIsDue);
    }

    /// Whether what actors did is recorded, said and taken by the broker.
    private boolean isSettled() {
        long working = runtimes.values().stream()
                .filter(runtime -> !runtime.isResting())
                .count();
        return working == clock.actors() && runtimes.values().stream().allMatch(DeviceRuntime::hasSaidAll);
    }

    @Override
    public void close() {
        repairs.shutdownNow();
        conductor.close();
        runtimes.values().forEach(DeviceRuntime::close);
        world.close();
    }

    private final class Mishaps implements Bench.Outage {

        @Override
        public void crash(String device) {
            var runtime = runtimes.remove(device);
            if (runtime != null) {
                runtime.crash();
                siteClock.forget(device);
                repairs.schedule(() -> switchOnAgain(device), POWER_BACK_MILLIS, TimeUnit.MILLISECONDS);
            }
        }

        @Override
        public void disconnect(String device, Duration lab) {
            var runtime = runtimes.get(device);
            if (runtime != null) {
                long millis = Math.max(SHORTEST_OUTAGE_MILLIS, (long) (lab.toMillis() / clock.rate()));
                runtime.breakConnection(Duration.ofMillis(millis));
                siteClock.forget(device);
            }
        }
    }
}
