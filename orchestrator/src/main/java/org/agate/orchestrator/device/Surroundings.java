package org.agate.orchestrator.device;

import java.time.Instant;
import java.util.Optional;
import org.agate.orchestrator.clock.LabTime;
import org.agate.orchestrator.sample.SampleStore;
import org.jspecify.annotations.Nullable;

/// What there is to be seen around the floor: looked at once for a moment of deciding, and again when something
/// changed. Mutable: only the floor's thread touches it.
final class Surroundings {

    private final DeviceBoard devices;
    private final SampleStore samples;
    private final DeviceHolds holds;
    private final SharedSpaces spaces;
    private final Whiteboard board;
    private final LabTime lab;
    private @Nullable Scene scene;

    Surroundings(
            DeviceBoard devices,
            SampleStore samples,
            DeviceHolds holds,
            SharedSpaces spaces,
            Whiteboard board,
            LabTime lab) {
        this.devices = devices;
        this.samples = samples;
        this.holds = holds;
        this.spaces = spaces;
        this.board = board;
        this.lab = lab;
    }

    Scene scene() {
        var now = scene;
        if (now == null) {
            var views = devices.devices();
            var underway = board.underway().values();
            now = Scene.of(
                    views,
                    samples.present(),
                    underway,
                    Busy.of(views, underway, board.experience(), holds.all(), spaces, lab.instant()),
                    devices::occupant,
                    board.batches());
            scene = now;
        }
        return now;
    }

    /// What was seen does not hold any more.
    void changed() {
        scene = null;
    }

    /// The position of a sample by the devices' own word.
    Optional<String> locate(String sample) {
        return devices.locate(sample);
    }

    boolean allHeardSince(Instant since) {
        return devices.allHeardSince(since);
    }

    /// A person's hold is reached when the device has nothing to do and no vial in it; an arm's rack does not count.
    void reachHolds() {
        var scene = scene();
        boolean reached = holds.reach(name -> scene.devices().stream()
                .filter(view -> view.device().value().equals(name))
                .anyMatch(view -> scene.underway().stream()
                                .noneMatch(command -> command.device().equals(name))
                        && (view.factsheet()
                                        .filter(sheet -> sheet.family().equals("arm"))
                                        .isPresent()
                                || scene.vialsOf(view).isEmpty())));
        if (reached) {
            changed();
        }
    }
}
