package org.agate.orchestrator.device;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.agate.orchestrator.sample.Sample;
import org.agate.robot.controller.DeviceView;
import org.agate.robot.device.Capability;
import org.agate.robot.device.DeviceId;
import org.agate.robot.device.Recovery;
import org.agate.workflows.WorkflowInvalid;
import org.agate.workflows.action.ActionRequest;
import org.agate.workflows.quantity.Binding;
import org.jspecify.annotations.Nullable;

/// Decides which device does a request now, if any can: a pure function of what is known of the lab.
///
/// A move takes the arm and the target's free slot together or not at all. A sample's home in the rack stays its own,
/// so it can always leave a device: nobody waits in a circle.
///
/// @param busy devices with a command under way
/// @param taken whether a position holds a sample, or soon will
record FloorPlan(Collection<DeviceView> devices, Set<DeviceId> busy, Predicate<String> taken) {

    private static final String ARM = "arm";

    /// What to do with a request.
    sealed interface Decision {

        /// Send it.
        ///
        /// @param target where the sample will stand; null when it stays
        /// @param recovery what may be done when the outcome is unknown
        record Go(
                DeviceId device,
                Map<String, Object> params,
                @Nullable String target,
                Recovery recovery) implements Decision {}

        /// Something else first, such as opening a door; then the request is looked at again.
        record Prepare(DeviceId device, String action) implements Decision {}

        /// Not now.
        record Wait(String reason) implements Decision {}

        /// Never.
        record Refuse(String code, String text) implements Decision {}
    }

    /// The same laboratory without some devices.
    FloorPlan without(Set<String> avoid) {
        return avoid.isEmpty()
                ? this
                : new FloorPlan(
                        devices.stream()
                                .filter(view -> !avoid.contains(view.device().value()))
                                .toList(),
                        busy,
                        taken);
    }

    /// What may be done when the outcome of an action is unknown; empty while no device is known that can do it.
    Optional<Recovery> recovery(ActionRequest request) {
        return devices.stream()
                .flatMap(view -> capability(view, request).stream())
                .map(Capability::recovery)
                .findFirst();
    }

    Decision decide(ActionRequest request, Sample sample) {
        var position = sample.position();
        if (position == null) {
            return new Decision.Refuse("SAMPLE_LOST", "nobody knows where %s is".formatted(sample.id()));
        }
        try {
            if (request.family().equals(ARM) && request.action().equals("move")) {
                return move(request, sample, position);
            }
            return request.family().equals(ARM)
                    ? at(request, view -> true)
                    : at(request, view -> position.startsWith(view.device() + "/"));
        } catch (WorkflowInvalid e) {
            return new Decision.Refuse(e.code(), String.valueOf(e.getMessage()).replace('\n', ' '));
        }
    }

    private Decision at(ActionRequest request, Predicate<DeviceView> suitable) {
        for (var view : devices) {
            var capability = capability(view, request);
            if (capability.isPresent() && suitable.test(view)) {
                if (!isFree(view)) {
                    return new Decision.Wait("%s is %s".formatted(view.device(), condition(view)));
                }
                return Doors.toWork(view, request.action())
                        .orElseGet(() -> new Decision.Go(
                                view.device(),
                                Binding.bind(request.action(), capability.get(), request.params()),
                                null,
                                capability.get().recovery()));
            }
        }
        return new Decision.Wait("no %s that can %s is there for it".formatted(request.family(), request.action()));
    }

    private Decision move(ActionRequest request, Sample sample, String from) {
        var destination = request.params().getOrDefault("to", "home");
        var arm = devices.stream()
                .filter(view -> capability(view, request).isPresent())
                .findFirst();
        if (arm.isEmpty()) {
            return new Decision.Wait("no arm is there");
        }
        var holder = devices.stream()
                .filter(view -> from.startsWith(view.device() + "/")
                        && !view.device().equals(arm.get().device()))
                .findFirst();
        if (holder.isPresent() && !isFree(holder.get())) {
            return new Decision.Wait("%s is %s".formatted(holder.get().device(), condition(holder.get())));
        }
        if (!isFree(arm.get())) {
            return new Decision.Wait("%s is %s".formatted(arm.get().device(), condition(arm.get())));
        }
        var target = destination.equals("home") ? Optional.of(sample.home()) : freeSlot(destination);
        if (target.isEmpty()) {
            return new Decision.Wait("every %s is taken".formatted(destination));
        }
        var to = target.get();
        return holder.flatMap(Doors::toReach)
                .or(() -> deviceAt(to).flatMap(Doors::toReach))
                .orElseGet(() -> new Decision.Go(
                        arm.get().device(), Map.of("from", from, "to", to), to, Recovery.LOCATE_THEN_DECIDE));
    }

    private Optional<DeviceView> deviceAt(String position) {
        return devices.stream()
                .filter(view -> position.startsWith(view.device() + "/"))
                .findFirst();
    }

    /// A device works on all that stands in it, so until batches are planned it is given one vial at a time.
    private Optional<String> freeSlot(String family) {
        return devices.stream()
                .filter(view -> isFamily(view, family) && isFree(view))
                .map(view -> view.factsheet().orElseThrow().slots().stream()
                        .map(slot -> view.device() + "/" + slot)
                        .toList())
                .filter(positions -> positions.stream().noneMatch(taken))
                .flatMap(positions -> positions.stream().limit(1))
                .findFirst();
    }

    private static boolean isFamily(DeviceView view, String family) {
        return view.factsheet().filter(sheet -> sheet.family().equals(family)).isPresent();
    }

    private static Optional<Capability> capability(DeviceView view, ActionRequest request) {
        return view.factsheet()
                .filter(sheet -> sheet.family().equals(request.family()))
                .map(sheet -> sheet.actions().get(request.action()));
    }

    /// Whether a device could be held now: it is free and nothing stands in it.
    boolean isIdle(DeviceView view) {
        return isFree(view)
                && view.factsheet()
                        .filter(sheet ->
                                sheet.slots().stream().noneMatch(slot -> taken.test(view.device() + "/" + slot)))
                        .isPresent();
    }

    /// Whether a device would take a command now.
    boolean isFree(DeviceView view) {
        return view.ready() && !busy.contains(view.device());
    }

    private String condition(DeviceView view) {
        if (busy.contains(view.device())) {
            return "busy";
        }
        return switch (view.presence()) {
            case LOST -> "LOST";
            case OFFLINE -> "OFFLINE";
            case ONLINE ->
                view.leased() ? view.state().map(state -> state.device().name()).orElse("silent") : "not leased yet";
        };
    }
}
