package org.agate.orchestrator.lab;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.agate.sim.camera.LabelledPhoto;
import org.agate.sim.scenario.Scenario;
import org.agate.sim.scenario.VirtualLab;
import org.agate.vision.data.LabelledFolder;

/// Builds the virtual laboratory that was asked for: the one place that knows both vision's folders and the twin's.
public final class Laboratories {

    private Laboratories() {}

    /// The scenario of that name.
    ///
    /// @param photos needed by `mix`
    public static Scenario scenario(String name, Optional<Path> photos) {
        return switch (name) {
            case "cspbbr3" -> Scenario.cspbbr3();
            case "mix" ->
                Scenario.mix(photographs(photos.orElseThrow(() -> new IllegalArgumentException(
                        "Scenario (mix) needs a folder of labelled photographs.\nMaybe add --photos DIR."))));
            default ->
                throw new IllegalArgumentException("There is no scenario (%s).\nMaybe cspbbr3 or mix.".formatted(name));
        };
    }

    private static List<LabelledPhoto> photographs(Path folder) {
        return LabelledFolder.read(folder).stream()
                .map(image -> new LabelledPhoto(image.file(), image.share()))
                .toList();
    }

    /// Starts it on a broker.
    public static VirtualLab start(
            Scenario scenario, String broker, Path folder, long seed, double rate, InstantSource wall) {
        return VirtualLab.start(
                scenario,
                new VirtualLab.Settings(
                        broker,
                        folder,
                        seed,
                        rate,
                        wall,
                        () -> UUID.randomUUID().toString()));
    }
}
