package org.agate.orchestrator.device;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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
/// @param busy why a device takes no command now: what it is at, or what moves in its space
/// @param taken whether a position holds a sample, or soon will
/// @param shut why no vial is brought into a device: people have asked for it, or it has failed too often
/// @param batch what all vials in a device have in common that wait for more of their kind
record FloorPlan(
        Collection<DeviceView> devices,
        Map<DeviceId, String> busy,
        Predicate<String> taken,
        Map<DeviceId, String> shut,
        Function<DeviceView, Optional<String>> batch) {

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
        ///
        /// @param full the family that has no place for the vial; null when it waits for something else
        record Wait(String reason, @Nullable String full) implements Decision {
            Wait(String reason) {
                this(reason, null);
            }
        }

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
                        taken,
                        shut,
                        batch);
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

    /// Whether the vial has to be carried to another device of the family first: it stands in one that is to be
    /// avoided, or it was carried out of the way since.
    boolean isElsewhere(ActionRequest request, @Nullable String position, Set<String> avoid) {
        if (avoid.isEmpty() || position == null || request.family().equals(ARM)) {
            return false;
        }
        return devices.stream()
                .filter(view -> position.startsWith(view.device() + "/"))
                .noneMatch(view -> isFamily(view, request.family())
                        && !avoid.contains(view.device().value()));
    }

    private Decision at(ActionRequest request, Predicate<DeviceView> suitable) {
        var able = devices.stream()
                .filter(view -> capability(view, request).isPresent() && suitable.test(view))
                .toList();
        var free = able.stream().filter(this::isFree).findFirst();
        if (free.isEmpty()) {
            return new Decision.Wait(able.stream()
                    .map(view -> "%s is %s".formatted(view.device(), condition(view)))
                    .reduce((one, other) -> one + ", " + other)
                    .orElse("no %s that can %s is there for it".formatted(request.family(), request.action())));
        }
        var capability = capability(free.get(), request).orElseThrow();
        return Doors.toWork(free.get(), request.action())
                .orElseGet(() -> new Decision.Go(
                        free.get().device(),
                        Binding.bind(request.action(), capability, request.params()),
                        null,
                        capability.recovery()));
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
        var target = destination.equals("home")
                ? Optional.of(sample.home())
                : freeSlot(destination, request.terms().batch());
        if (target.isEmpty()) {
            return full(destination);
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

    /// A device works on all that stands in it, so it is given vials of one batch, or one vial alone.
    private Optional<String> freeSlot(String family, @Nullable String key) {
        var open = devices.stream()
                .filter(view -> isFamily(view, family) && isFree(view) && !shut.containsKey(view.device()))
                .toList();
        var joined = key == null
                ? Optional.<String>empty()
                : open.stream()
                        .filter(view -> batch.apply(view).equals(Optional.of(key)))
                        .flatMap(view -> positions(view).stream().filter(taken.negate()))
                        .findFirst();
        return joined.or(() -> open.stream()
                .map(FloorPlan::positions)
                .filter(positions -> positions.stream().noneMatch(taken))
                .flatMap(positions -> positions.stream().limit(1))
                .findFirst());
    }

    /// The places of a device.
    static List<String> positions(DeviceView view) {
        return view.factsheet().map(sheet -> sheet.slots()).orElse(List.of()).stream()
                .map(slot -> view.device() + "/" + slot)
                .toList();
    }

    private Decision.Wait full(String family) {
        return new Decision.Wait(
                devices.stream()
                        .filter(view -> isFamily(view, family))
                        .map(view -> isFree(view)
                                ? shut.getOrDefault(view.device(), "%s holds a vial".formatted(view.device()))
                                : "%s is %s".formatted(view.device(), condition(view)))
                        .reduce((one, other) -> one + ", " + other)
                        .map(reasons -> "every %s is taken: %s".formatted(family, reasons))
                        .orElse("there is no %s".formatted(family)),
                family);
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
                && !shut.containsKey(view.device())
                && view.factsheet().isPresent()
                && positions(view).stream().noneMatch(taken);
    }

    /// Whether a device would take a command now.
    boolean isFree(DeviceView view) {
        return view.ready() && !busy.containsKey(view.device());
    }

    private String condition(DeviceView view) {
        var why = busy.get(view.device());
        if (why != null) {
            return why;
        }
        return switch (view.presence()) {
            case LOST -> "LOST";
            case OFFLINE -> "OFFLINE";
            case ONLINE -> online(view);
        };
    }

    private static String online(DeviceView view) {
        if (view.isAhead()) {
            return "its clock is %d s ahead of ours: set one of the two"
                    .formatted(view.skew().toSeconds());
        }
        return view.leased() ? view.state().map(state -> state.device().name()).orElse("silent") : "not leased yet";
    }
}
