package org.agate.orchestrator.run;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Map;
import org.agate.orchestrator.event.EventLog;
import org.agate.orchestrator.event.Subject;
import org.agate.orchestrator.web.Problem;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/// Carries samples home that a stop or an abort left in devices: a person asks for it, nothing moves by itself.
@Path("/api/v1/samples/home")
public class HomeResource {

    private final WorkflowRunner runner;
    private final EventLog log;

    HomeResource(WorkflowRunner runner, EventLog log) {
        this.runner = runner;
        this.log = log;
    }

    /// Who asks.
    public record Signature(String by) {}

    @POST
    @Operation(operationId = "bringSamplesHome", summary = "Carry home every sample that no run works on")
    public void bringHome(@Nullable Signature signature) {
        if (signature == null || signature.by() == null || signature.by().isBlank()) {
            throw new Problem(422, "sample.unsigned", "That needs (by).", "Maybe fill in who asks.");
        }
        log.append(
                Subject.none(),
                "sample.wanted-home",
                "%s wants every sample that no run works on carried home".formatted(signature.by()),
                Map.of());
        runner.bringStraysHome();
    }
}
