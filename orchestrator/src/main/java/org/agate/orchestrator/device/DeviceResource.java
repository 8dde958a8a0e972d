package org.agate.orchestrator.device;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.agate.orchestrator.event.EventLog;
import org.agate.orchestrator.event.Subject;
import org.agate.orchestrator.web.Problem;
import org.agate.orchestrator.web.Signed;
import org.agate.robot.controller.DeviceView;
import org.agate.robot.device.DeviceError;
import org.agate.robot.device.DeviceEvent;
import org.agate.robot.device.DeviceId;
import org.agate.robot.device.Instruction;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/// Devices over HTTP, and the lab's stop request.
@Path("/api/v1")
public class DeviceResource {

    private final DeviceBoard board;
    private final LabFloor floor;
    private final DeviceHolds holds;
    private final Consumables consumables;
    private final EventLog log;
    private final InstantSource wall;

    DeviceResource(
            DeviceBoard board,
            LabFloor floor,
            DeviceHolds holds,
            Consumables consumables,
            EventLog log,
            InstantSource wall) {
        this.holds = holds;
        this.consumables = consumables;
        this.board = board;
        this.floor = floor;
        this.log = log;
        this.wall = wall;
    }

    /// A device as the board shows it.
    ///
    /// @param activity IDLE, BUSY, …; UNKNOWN before it was heard
    /// @param commandedBy another holder of its lease; null when there is none
    /// @param progress of the running action, 0 to 1; null when none runs
    public record Card(
            String id,
            String family,
            String vendor,
            String model,
            boolean simulated,
            String presence,
            Instant since,
            String activity,
            @Nullable String sub,
            boolean stopped,
            boolean leased,
            @Nullable String commandedBy,
            List<String> samples,
            @Nullable Double progress,
            List<String> faults,
            @Nullable String problem,
            Instant heard) {

        static Card of(DeviceView view, @Nullable String commandedBy) {
            var sheet = view.factsheet();
            var state = view.state();
            return new Card(
                    view.device().value(),
                    sheet.map(s -> s.family()).orElse(""),
                    sheet.map(s -> s.vendor()).orElse(""),
                    sheet.map(s -> s.model()).orElse(""),
                    sheet.map(s -> s.simulated()).orElse(false),
                    view.presence().name(),
                    view.since(),
                    state.map(s -> s.device().name()).orElse("UNKNOWN"),
                    state.map(s -> s.sub()).orElse(null),
                    state.map(s -> s.stop()).orElse(false),
                    view.leased(),
                    commandedBy,
                    state.map(s -> s.slots().values().stream()
                                    .map(occupant -> occupant.sample())
                                    .sorted()
                                    .toList())
                            .orElse(List.of()),
                    state.flatMap(s -> s.active().stream()
                                    .map(report -> report.event())
                                    .filter(DeviceEvent.Running.class::isInstance)
                                    .map(event -> ((DeviceEvent.Running) event).progress())
                                    .findFirst())
                            .orElse(null),
                    state.map(s -> s.alerts().stream()
                                    .filter(alert -> alert.level() == DeviceError.Level.FATAL)
                                    .map(alert -> alert.code())
                                    .toList())
                            .orElse(List.of()),
                    view.complaints().isEmpty()
                            ? null
                            : String.join(" ", view.complaints().values()),
                    view.heard());
        }
    }

    @GET
    @Path("/devices")
    @Operation(operationId = "listDevices", summary = "All devices ever heard of")
    public List<Card> devices() {
        return board.devices().stream()
                .map(view -> Card.of(view, board.commandedBy(view).orElse(null)))
                .toList();
    }

    @GET
    @Path("/queue")
    @Operation(operationId = "listQueue", summary = "Steps that wait for a device, and why")
    public List<LabFloor.Queued> queue() {
        return floor.queue();
    }

    /// Lab time.
    ///
    /// @param rate lab seconds per second; 1 in a real laboratory
    /// @param labSeconds since the epoch; zero in a real laboratory
    public record LabClock(boolean simulated, double rate, double labSeconds) {}

    @GET
    @Path("/clock")
    @Operation(operationId = "getClock", summary = "The virtual clock of a simulated laboratory")
    public LabClock clock() {
        return board.clock()
                .map(clock -> new LabClock(
                        true, clock.rate(), clock.at(wall.instant()).toEpochMilli() / 1000.0))
                .orElseGet(() -> new LabClock(false, 1, 0));
    }

    @POST
    @Path("/devices/{id}/{word:hold|release}")
    @Operation(
            operationId = "holdDevice",
            summary = "hold: a person wants to work at it, it is drained and then held; release: it may be used again")
    public List<DeviceHolds.Hold> hold(
            @PathParam("id") String id, @PathParam("word") String word, @Nullable Signed wish) {
        known(id);
        var signed = Signed.checked(wish, "device.unsigned");
        boolean changed = word.equals("hold")
                ? holds.request(id, signed.by(), signed.why())
                : holds.release(id, signed.by(), signed.why());
        if (!changed) {
            throw new Problem(
                    409,
                    "device.hold-not-possible",
                    "(%s) is not possible: the holds are (%s)."
                            .formatted(word, holds.all().values()),
                    "Maybe somebody else was faster.");
        }
        return holds();
    }

    @POST
    @Path("/devices/{id}/take-back")
    @Operation(operationId = "takeDeviceBack", summary = "Take the lease of a device from another holder")
    public void takeBack(@PathParam("id") String id, @Nullable Signed wish) {
        var device = known(id);
        var signed = Signed.checked(wish, "device.unsigned");
        if (!board.takeBack(device, signed.by(), signed.why())) {
            throw new Problem(
                    409,
                    "device.not-taken",
                    "Nobody else commands (%s), or it cannot be told now.".formatted(id),
                    "Maybe it is free again already, away, or another controller is in charge.");
        }
    }

    @GET
    @Path("/holds")
    @Operation(operationId = "listHolds", summary = "Devices that people hold or have asked for")
    public List<DeviceHolds.Hold> holds() {
        return holds.all().values().stream()
                .sorted(java.util.Comparator.comparing(DeviceHolds.Hold::device))
                .toList();
    }

    /// A person has filled a device up.
    ///
    /// @param milligrams that are in it now
    public record Filling(String material, double milligrams, String by) {}

    @GET
    @Path("/consumables")
    @Operation(operationId = "listConsumables", summary = "What is left of each powder, as far as anybody has said")
    public List<Consumables.Stock> consumables() {
        return consumables.all();
    }

    @POST
    @Path("/devices/{id}/fill")
    @Operation(operationId = "fillDevice", summary = "A person says how much of a powder is in a device now")
    public List<Consumables.Stock> fill(@PathParam("id") String id, @Nullable Filling filling) {
        known(id);
        if (filling == null
                || filling.material() == null
                || filling.by() == null
                || !(filling.milligrams() >= 0)
                || Double.isInfinite(filling.milligrams())) {
            throw new Problem(
                    422,
                    "consumable.malformed",
                    "That needs (material), (milligrams) and (by).",
                    "Maybe see the OpenAPI page.");
        }
        consumables.fill(id, filling.material(), filling.milligrams(), filling.by());
        return consumables.all();
    }

    private DeviceId known(String id) {
        var device = new DeviceId(id);
        if (!board.views().containsKey(device)) {
            throw new Problem(
                    404, "device.unknown", "There is no device (%s).".formatted(id), "Maybe it never connected.");
        }
        return device;
    }

    @POST
    @Path("/devices/{id}/clear")
    @Operation(operationId = "clearDevice", summary = "A person says that the device may work again after a stop")
    public void clear(@PathParam("id") String id) {
        var device = known(id);
        board.link().instruct(device, new Instruction.Clear("dashboard"));
        log.append(Subject.device(id), "device.clear", id + " was cleared by a person", Map.of());
        floor.trustAgain(id);
    }
}
