package org.agate.orchestrator.device;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agate.robot.controller.DeviceView;
import org.agate.robot.device.DeviceState;
import org.agate.workflows.action.ActionRequest;
import org.agate.workflows.action.FailurePolicy;
import org.agate.workflows.action.Terms;
import org.jspecify.annotations.Nullable;

/// What a decision was made from beside the log itself, kept with the command that came of it, so that it can be made
/// again.
///
/// @param at the number of the log's last entry then
/// @param position where the vial stood
/// @param home its place in the rack
/// @param barred devices that others held, or that had failed at it
/// @param devices as they were seen
/// @param taken positions that held a vial, or soon would
/// @param bottleneck family that had the most to do
/// @param tailSeconds expected work of the run behind it, lab time
record Basis(
        long at,
        Asked asked,
        String position,
        String home,
        List<String> barred,
        Map<String, Seen> devices,
        List<String> taken,
        String bottleneck,
        double tailSeconds) {

    /// What a request's plan was made from; null when nobody knows where its vial is.
    static @Nullable Basis of(Errand errand, Scene scene) {
        var sample = scene.present().get(errand.request().sample());
        var plan = errand.plannedFrom();
        if (sample == null || sample.position() == null) {
            return null;
        }
        var seen = new TreeMap<String, Seen>();
        scene.devices().forEach(view -> seen.put(view.device().value(), Seen.of(view, scene.plan())));
        return new Basis(
                plan.at(),
                Asked.of(errand.request()),
                sample.position(),
                sample.home(),
                plan.barred(),
                seen,
                scene.takenPlaces(),
                plan.bottleneck(),
                plan.tail().toMillis() / 1000.0);
    }

    Basis {
        barred = List.copyOf(barred);
        devices = Collections.unmodifiableMap(new TreeMap<>(devices));
        taken = List.copyOf(taken);
    }

    /// What a step had asked for.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Asked(
            String family,
            String action,
            Map<String, String> params,
            String onFailure,
            @Nullable String batch,
            int recovered,
            boolean cleanUp) {

        Asked {
            params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
        }

        static Asked of(ActionRequest request) {
            return new Asked(
                    request.family(),
                    request.action(),
                    request.params(),
                    request.onFailure().written(),
                    request.terms().batch(),
                    request.terms().recovered(),
                    request.cleanUp());
        }

        ActionRequest request(String run, String stepPath, String sample) {
            var terms = new Terms(FailurePolicy.parse(onFailure), null, null, batch, recovered);
            return new ActionRequest(run, stepPath, sample, family, action, params, terms, cleanUp);
        }
    }

    /// A device as it was seen.
    ///
    /// @param ready whether it said that it takes commands
    /// @param busy why it was given none
    /// @param shut why no vial was brought to it
    /// @param batch what the vials in it had in common
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Seen(
            boolean ready,
            @Nullable String busy,
            @Nullable String shut,
            @Nullable String batch,
            Map<String, Object> interlocks) {

        static Seen of(DeviceView view, FloorPlan plan) {
            return new Seen(
                    view.ready(),
                    plan.busy().get(view.device()),
                    plan.shut().get(view.device()),
                    plan.batch().apply(view).orElse(null),
                    view.state().map(DeviceState::interlocks).orElse(Map.of()));
        }

        Seen {
            interlocks = interlocks == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(interlocks));
        }
    }
}
