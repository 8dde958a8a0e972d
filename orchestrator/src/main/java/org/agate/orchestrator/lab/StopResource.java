package org.agate.orchestrator.lab;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Map;
import org.agate.orchestrator.campaign.Campaigns;
import org.agate.orchestrator.device.DeviceBoard;
import org.agate.orchestrator.event.EventLog;
import org.agate.orchestrator.event.Subject;
import org.agate.orchestrator.run.RunControl;
import org.agate.orchestrator.web.Problem;
import org.agate.robot.mqtt.LinkDown;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/// The lab's stop request: latches every device, aborts every run and holds every campaign. Nothing goes on by itself
/// afterwards.
@Path("/api/v1/stop")
public class StopResource {

    private final DeviceBoard board;
    private final RunControl runs;
    private final Campaigns campaigns;
    private final EventLog log;

    StopResource(DeviceBoard board, RunControl runs, Campaigns campaigns, EventLog log) {
        this.board = board;
        this.runs = runs;
        this.campaigns = campaigns;
        this.log = log;
    }

    /// Who stops the lab, and why.
    public record StopOrder(boolean engaged, String by, String reason) {}

    @POST
    @Operation(operationId = "stopLab", summary = "Engage or release the lab's stop request (not an emergency stop)")
    public void stop(@Nullable StopOrder order) {
        if (order == null
                || order.by() == null
                || order.by().isBlank()
                || order.reason() == null
                || order.reason().isBlank()) {
            throw new Problem(
                    422, "stop.unsigned", "A stop order needs (by) and (reason).", "Maybe fill in who and why.");
        }
        // Said to the devices first, whatever the database does.
        var unsaid = say(order);
        log.append(
                Subject.none(),
                order.engaged() ? "site.stopped" : "site.released",
                "%s %s the lab: %s".formatted(order.by(), order.engaged() ? "stopped" : "released", order.reason()),
                Map.of());
        if (order.engaged()) {
            var why = "the lab was stopped: " + order.reason();
            campaigns.holdAll(why);
            runs.abortAll(order.by(), why);
        }
        if (unsaid != null) {
            throw new Problem(
                    503,
                    "stop.not-sent",
                    "The broker cannot be reached; the order is said as soon as it can.",
                    "Maybe go to the devices now.");
        }
    }

    private @Nullable LinkDown say(StopOrder order) {
        try {
            board.say(order.engaged(), order.by(), order.reason());
            return null;
        } catch (LinkDown e) {
            return e;
        }
    }
}
