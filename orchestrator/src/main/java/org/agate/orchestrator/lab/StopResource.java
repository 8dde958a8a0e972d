package org.agate.orchestrator.lab;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/// The lab's stop request over HTTP. It needs no thread of the pool that other requests may have filled, no name, no
/// content type and no database.
@Path("/api/v1/stop")
public class StopResource {

    private final LabStop stop;

    StopResource(LabStop stop) {
        this.stop = stop;
    }

    /// What was asked for, and where it stands a moment later.
    ///
    /// @param sent whether the broker has taken it
    /// @param devices those that are known, each with its own answer
    public record StopAnswer(boolean engaged, boolean sent, List<DeviceAnswer> devices) {
        public StopAnswer {
            devices = List.copyOf(devices);
        }
    }

    /// One device's answer.
    ///
    /// @param state STOPPED, RUNNING_ON when it has not obeyed yet, or UNREACHABLE
    public record DeviceAnswer(String device, String state) {}

    @POST
    @NonBlocking
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "stopLab", summary = "Engage or release the lab's stop request (not an emergency stop)")
    public CompletionStage<StopAnswer> stop(@Nullable String body) {
        return stop.order(StopOrder.read(body));
    }
}
