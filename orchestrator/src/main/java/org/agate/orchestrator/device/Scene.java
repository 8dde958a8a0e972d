package org.agate.orchestrator.device;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.agate.orchestrator.sample.Sample;
import org.agate.robot.controller.DeviceView;

/// The laboratory at one moment of deciding: which vial stands where, what is under way, what a plan may use.
///
/// @param present samples that stand somewhere, by id
/// @param underway commands that are not over
record Scene(
        List<DeviceView> devices, Map<String, Sample> present, Collection<CommandRecord> underway, FloorPlan plan) {

    /// Whether a command is about the sample.
    boolean isMoving(String sample) {
        return underway.stream().anyMatch(command -> command.sample().equals(sample));
    }

    /// The device that a position belongs to.
    Optional<DeviceView> deviceAt(String position) {
        return devices.stream()
                .filter(view -> position.startsWith(view.device() + "/"))
                .findFirst();
    }

    /// The family of the device that a sample stands in; empty in the rack, and when nobody knows where it is.
    Optional<String> familyAround(Sample sample) {
        var position = sample.position();
        return position == null || position.equals(sample.home())
                ? Optional.empty()
                : deviceAt(position).flatMap(DeviceView::factsheet).map(sheet -> sheet.family());
    }

    /// The samples that stand in a device, and those that are carried there.
    List<String> vialsOf(DeviceView view) {
        var places = Set.copyOf(FloorPlan.positions(view));
        return Stream.concat(
                        present.values().stream()
                                .filter(sample -> sample.position() != null && places.contains(sample.position()))
                                .map(Sample::id),
                        underway.stream()
                                .filter(command -> command.target() != null && places.contains(command.target()))
                                .map(CommandRecord::sample))
                .distinct()
                .sorted()
                .toList();
    }

    /// The places of devices that hold a vial, or soon will; those of racks left out.
    List<String> takenPlaces() {
        return devices.stream()
                .filter(view -> view.factsheet()
                        .filter(sheet -> !sheet.family().equals("arm"))
                        .isPresent())
                .flatMap(view -> FloorPlan.positions(view).stream())
                .filter(plan.taken())
                .toList();
    }

    /// How many devices each family has.
    Map<String, Integer> families() {
        var families = new HashMap<String, Integer>();
        devices.forEach(view -> view.factsheet().ifPresent(sheet -> families.merge(sheet.family(), 1, Integer::sum)));
        return families;
    }

    /// @param busy why a device takes no command now
    /// @param shut why no vial is brought into a device
    /// @param occupant what a device itself reports at a position
    /// @param batches vials that wait for others of their kind
    static Scene of(
            List<DeviceView> devices,
            List<Sample> samples,
            Collection<CommandRecord> underway,
            Busy busy,
            Function<String, Optional<String>> occupant,
            Batches batches) {
        var present = samples.stream().collect(Collectors.toMap(Sample::id, Function.identity()));
        var taken = new HashSet<String>();
        samples.forEach(sample -> taken.add(String.valueOf(sample.position())));
        underway.forEach(command -> {
            if (command.target() != null) {
                taken.add(command.target());
            }
        });
        var scene = new Scene[1];
        var plan = new FloorPlan(
                devices,
                busy.busy(),
                // A vial that the database has lost, or never knew, stands where its device says: a report that is
                // older
                // than the last move of a known one does not count.
                position -> taken.contains(position)
                        || occupant.apply(position)
                                .filter(vial -> !present.containsKey(vial))
                                .isPresent(),
                busy.shut(),
                view -> batches.key(scene[0].vialsOf(view)));
        scene[0] = new Scene(devices, present, List.copyOf(underway), plan);
        return scene[0];
    }
}
