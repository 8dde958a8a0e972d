package org.agate.orchestrator.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;

/// Lets one disaster strike: the work is ordered, it happens, and what must hold is checked.
public final class Strike {

    private static final String SMALL_LAB = """
            name: chaos
            title: The reference lab with another stock
            scene: colour
            devices:
              arm-1: {family: arm, slots: 48}
              doser-1: {family: doser}
              mixer-1: {family: mixer}
              grinder-1: {family: grinder}
              grinder-2: {family: grinder}
              furnace-1: {family: furnace, slots: 1}
              furnace-2: {family: furnace, slots: 1}
              camera-1: {family: camera}
            materials:
              PbBr2: {stock-mg: 500000, cohesion: 0.3}
              %s
            """;

    private final Disaster disaster;
    private final Orders orders;
    private final Path folder;
    private final InstantSource wall;

    public Strike(Disaster disaster, Orders orders, Path folder, InstantSource wall) {
        this.disaster = disaster;
        this.orders = orders;
        this.folder = folder;
        this.wall = wall;
    }

    /// @return what held and what did not; a disaster that ended the trial itself is one that did not
    public List<Check> run() throws InterruptedException {
        try (var arena = new Arena(
                folder,
                orders.in(scenario()).at(Math.min(orders.rate(), disaster.fastest())),
                wall,
                disaster.messageFaults(orders.seed()).orElse(null))) {
            arena.startServer();
            arena.awaitRecovery();
            disaster.prepare(arena);
            arena.order(orders.samples());
            return disaster.strike(arena, new SplittableRandom(orders.seed()));
        } catch (IllegalStateException | Arena.Unreachable e) {
            return List.of(new Check(
                    "the trial goes to its end",
                    false,
                    String.valueOf(e.getMessage()).replace('\n', ' ')));
        }
    }

    private String scenario() {
        if (disaster.stock().isEmpty()) {
            return orders.scenario();
        }
        try {
            var file = Files.createDirectories(folder).resolve("scenario.yaml");
            Files.writeString(file, SMALL_LAB.formatted(disaster.stock().get()));
            return file.toString();
        } catch (IOException e) {
            throw new UncheckedIOException("The scenario cannot be written", e);
        }
    }
}
