package org.agate.orchestrator.device;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;
import org.agate.orchestrator.dispatch.BatchRule;
import org.agate.robot.controller.DeviceView;
import org.agate.workflows.action.ActionRequest;

/// The steps whose vials stand in one device and are to be worked on together, and who else might come.
///
/// @param members steps that a command would be for; the one that it is issued for comes first
/// @param strangers vials in the device that do not wait for this batch
/// @param arriving whether a vial is on its way into the device
record Party(List<Errand> members, List<String> strangers, boolean arriving, BatchRule.Loading loading) {

    Party {
        members = List.copyOf(members);
        strangers = List.copyOf(strangers);
    }

    /// @param passed whether a run has asked for a step already
    static Party of(
            Errand lead,
            DeviceView device,
            Scene scene,
            Whiteboard board,
            BiPredicate<RunProfile, String> passed,
            Instant lab) {
        var request = lead.request();
        var key = String.valueOf(request.terms().batch());
        var vials = scene.vialsOf(device);
        var members = board.errands().stream()
                .filter(errand -> isLike(errand.request(), request)
                        && vials.contains(errand.request().sample()))
                .filter(errand -> !board.endings().isStill(errand.run())
                        && !board.endings().isWithdrawn(errand)
                        && errand.commands().isEmpty() == lead.commands().isEmpty())
                .sorted((one, other) ->
                        one == lead ? -1 : other == lead ? 1 : Long.compare(one.number(), other.number()))
                .toList();
        var named = members.stream().map(errand -> errand.request().sample()).toList();
        var strangers = vials.stream().filter(vial -> !named.contains(vial)).toList();
        boolean arriving = board.underway().values().stream()
                .anyMatch(command ->
                        command.target() != null && FloorPlan.positions(device).contains(command.target()));
        return new Party(members, strangers, arriving, loading(request, key, device, named, scene, board, passed, lab));
    }

    private static BatchRule.Loading loading(
            ActionRequest request,
            String key,
            DeviceView device,
            List<String> loaded,
            Scene scene,
            Whiteboard board,
            BiPredicate<RunProfile, String> passed,
            Instant lab) {
        var carried = board.errands().stream()
                .filter(errand -> isBringing(errand.request(), request.family())
                        && !board.endings().isStill(errand.run()))
                .toList();
        var same = carried.stream()
                .filter(errand -> key.equals(errand.request().terms().batch()))
                .toList();
        var known = new HashSet<>(loaded);
        same.forEach(errand -> known.add(errand.request().sample()));
        boolean relieved = scene.devices().stream()
                .filter(other -> !other.device().equals(device.device()))
                .anyMatch(other -> isOf(other, request.family()) && scene.plan().isIdle(other));
        // Nobody else is brought in where a person wants to work.
        boolean shut = scene.plan().shut().containsKey(device.device());
        return new BatchRule.Loading(
                loaded.size(),
                FloorPlan.positions(device).size(),
                shut ? 0 : same.size(),
                shut ? 0 : coming(request, known, board, passed),
                relieved,
                carried.size() > same.size() && !relieved,
                Duration.between(board.batches().since(loaded, lab), lab));
    }

    /// Runs of the same recipe that have not got so far: their vials will want the same.
    private static int coming(
            ActionRequest request, HashSet<String> known, Whiteboard board, BiPredicate<RunProfile, String> passed) {
        var mine = board.profiles().get(java.util.UUID.fromString(request.run()));
        return mine == null
                ? 0
                : (int) board.profiles().values().stream()
                        .filter(other -> other.workflow().equals(mine.workflow())
                                && other.recipe().equals(mine.recipe())
                                && !known.contains(other.sample())
                                && board.endings().isGoing(other.run())
                                && !passed.test(other, request.stepPath()))
                        .count();
    }

    private static boolean isLike(ActionRequest one, ActionRequest other) {
        return one.family().equals(other.family())
                && one.action().equals(other.action())
                && one.params().equals(other.params())
                && Objects.equals(one.terms().batch(), other.terms().batch());
    }

    private static boolean isBringing(ActionRequest request, String family) {
        return request.family().equals("arm") && family.equals(request.params().get("to"));
    }

    private static boolean isOf(DeviceView view, String family) {
        return view.factsheet().filter(sheet -> sheet.family().equals(family)).isPresent();
    }
}
