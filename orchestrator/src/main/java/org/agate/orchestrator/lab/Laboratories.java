package org.agate.orchestrator.lab;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.agate.robot.broker.Broker;
import org.agate.robot.family.DeviceFamily;
import org.agate.sim.camera.LabelledPhoto;
import org.agate.sim.scenario.Furniture;
import org.agate.sim.scenario.Scenario;
import org.agate.sim.scenario.ScenarioFile;
import org.agate.sim.scenario.VirtualLab;
import org.agate.vision.data.LabelledFolder;
import org.agate.workflows.validation.LabCatalog;
import org.agate.workflows.validation.Materials;

/// Builds the virtual laboratory that was asked for: the one place that knows both vision's folders and the twin's.
public final class Laboratories {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private Laboratories() {}

    /// A shipped scenario by its name, or a file by its path; with the photographs that its camera shows, if it needs
    /// some.
    ///
    /// @throws IllegalArgumentException when the scenario is wrong, or its photographs are missing
    public static Laboratory find(String nameOrPath, Optional<Path> photos) {
        var scenario = ScenarioFile.find(nameOrPath);
        if (scenario.scene() != Scenario.Scene.PHOTOS) {
            return new Laboratory(scenario, List.of());
        }
        return new Laboratory(
                scenario,
                photographs(photos.orElseThrow(() -> new IllegalArgumentException(
                        "Scenario (%s) needs a folder of labelled photographs.\nMaybe add --photos DIR."
                                .formatted(scenario.name())))));
    }

    /// How many devices a scenario has.
    public static int devices(String nameOrPath) {
        return ScenarioFile.find(nameOrPath).devices().size();
    }

    /// How many vials find a place in the rack of a scenario, which is that of its first arm.
    public static int rackPlaces(String nameOrPath) {
        return Furniture.factsheets(ScenarioFile.find(nameOrPath)).stream()
                .filter(sheet -> sheet.family().equals(DeviceFamily.ARM.word()))
                .findFirst()
                .map(sheet -> sheet.slots().size())
                .orElse(0);
    }

    /// What the devices of a scenario can do and what is in their hoppers.
    public static LabCatalog catalog(String nameOrPath, Materials materials) {
        var scenario = ScenarioFile.find(nameOrPath);
        var sheets = Furniture.factsheets(scenario);
        return LabCatalog.of(sheets, scenario.stock(), materials);
    }

    /// A scenario and what its camera is fed with.
    public record Laboratory(Scenario scenario, List<LabelledPhoto> photos) {

        public Laboratory {
            photos = List.copyOf(photos);
        }

        /// Starts it on a broker.
        public VirtualLab start(Broker broker, Path folder, long seed, double rate, InstantSource wall) {
            return start(broker, folder, seed, rate, wall, PATIENCE);
        }

        /// Starts it on a broker.
        ///
        /// @param patience how long lab time waits for a participant
        public VirtualLab start(
                Broker broker, Path folder, long seed, double rate, InstantSource wall, Duration patience) {
            return VirtualLab.start(
                    scenario,
                    new VirtualLab.Settings(
                            broker,
                            folder,
                            seed,
                            rate,
                            wall,
                            () -> UUID.randomUUID().toString(),
                            photos,
                            patience));
        }
    }

    private static List<LabelledPhoto> photographs(Path folder) {
        return LabelledFolder.read(folder).images().stream()
                .map(image -> new LabelledPhoto(image.file(), image.share()))
                .toList();
    }
}
