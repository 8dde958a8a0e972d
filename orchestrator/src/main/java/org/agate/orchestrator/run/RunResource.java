package org.agate.orchestrator.run;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.agate.orchestrator.device.CommandLedger;
import org.agate.orchestrator.device.CommandRecord;
import org.agate.orchestrator.device.LabFloor;
import org.agate.orchestrator.device.Outlook;
import org.agate.orchestrator.dispatch.Priority;
import org.agate.orchestrator.event.EventLog;
import org.agate.orchestrator.request.RequestKey;
import org.agate.orchestrator.web.Problem;
import org.agate.orchestrator.web.Signed;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/// Runs over HTTP: order them, look at them, and say what is wanted of them.
@Path("/api/v1/runs")
public class RunResource {

    private static final int MOST = 1_000;
    private static final int MOST_SAMPLES = 1_000;

    private final RunStore runs;
    private final CommandLedger ledger;
    private final RunOrders orders;
    private final RunControl control;
    private final LabFloor floor;
    private final EventLog log;

    RunResource(
            RunStore runs, CommandLedger ledger, RunOrders orders, RunControl control, LabFloor floor, EventLog log) {
        this.log = log;
        this.floor = floor;
        this.runs = runs;
        this.ledger = ledger;
        this.orders = orders;
        this.control = control;
    }

    /// A run with its journal and commands.
    ///
    /// @param outlook when it is expected to end, lab time; null when it is over or nobody knows
    public record Detail(
            WorkflowRun run,
            List<StepExecution> steps,
            List<CommandRecord> commands,
            @Nullable Outlook outlook) {}

    /// What is to be run.
    ///
    /// @param samples how many runs, one for each sample; null for one
    /// @param by who orders it
    /// @param priority null for NORMAL
    /// @param project whose quota it counts against; null for none
    public record Order(
            String workflow,
            @Nullable Map<String, String> params,
            @Nullable Integer samples,
            @Nullable String by,
            @Nullable Priority priority,
            @Nullable String project) {}

    @GET
    @Operation(operationId = "listRuns", summary = "Runs that wait, and the latest others, newest first")
    public List<WorkflowRun> list(@QueryParam("campaign") @Nullable Long campaign) {
        var waiting = campaign == null ? runs.ordered().reversed() : List.<WorkflowRun>of();
        return Stream.concat(waiting.stream(), runs.list(campaign, MOST).stream())
                .toList();
    }

    @POST
    @Operation(operationId = "orderRuns", summary = "Order runs of a published workflow, one for each sample")
    @APIResponse(
            responseCode = "202",
            description = "The ids of the runs, which begin when it is their turn",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.ARRAY, implementation = UUID.class)))
    public Response order(@HeaderParam(RequestKey.HEADER) @Nullable String key, @Nullable Order order) {
        if (order == null || order.workflow() == null) {
            throw new Problem(
                    422, "run.order.malformed", "An order needs a (workflow).", "Maybe see the OpenAPI page.");
        }
        int samples = order.samples() == null ? 1 : order.samples();
        if (samples < 1 || samples > MOST_SAMPLES) {
            throw new Problem(
                    422,
                    "run.order.malformed",
                    "Samples (%d) are not between 1 and %d.".formatted(samples, MOST_SAMPLES),
                    "Maybe order in parts.");
        }
        var ordered = orders.order(
                order.workflow(),
                order.params() == null ? Map.of() : order.params(),
                samples,
                order.by() == null ? "somebody" : order.by(),
                order.priority() == null ? Priority.NORMAL : order.priority(),
                order.project() == null ? "" : order.project(),
                RequestKey.of("/runs", key, order));
        return Response.accepted(ordered).build();
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getRun", summary = "A run with its journal and commands")
    public Detail get(@PathParam("id") UUID id) {
        var run = runs.find(id)
                .or(() -> runs.ordered().stream()
                        .filter(order -> order.id().equals(id))
                        .findFirst())
                .orElseThrow(() -> gone(id));
        return new Detail(run, runs.steps(id), ledger.of(id), floor.outlook(id).orElse(null));
    }

    /// An order that was taken back, by a person or because it could not be run, is told with its reason.
    private Problem gone(UUID id) {
        return log.lastOf(id)
                .map(last -> new Problem(
                        410, "run.withdrawn", "Run (%s): %s.".formatted(id, last.text()), "Maybe order it again."))
                .orElseGet(() -> new Problem(
                        404, "run.unknown", "There is no run (%s).".formatted(id), "Maybe look at the list."));
    }

    @POST
    @Path("/resume")
    @Operation(operationId = "resumeRuns", summary = "Let all orders begin that a stop of the lab has met")
    public List<UUID> resumeAll(@Nullable Signed wish) {
        var signed = Signed.checked(wish, "run.unsigned");
        return orders.admit(null, signed.by(), signed.why());
    }

    @POST
    @Path("/{id}/{word:hold|resume|cancel|abort|halt}")
    @Operation(
            operationId = "controlRun",
            summary = "hold: begin no step; resume: go on; cancel: end it, clean-up runs; abort: end it now, nothing"
                    + " else is done; halt: send nothing")
    public WorkflowRun control(@PathParam("id") UUID id, @PathParam("word") String word, @Nullable Signed wish) {
        var signed = Signed.checked(wish, "run.unsigned");
        var intent = word.equals("resume") ? RunIntent.NONE : RunIntent.valueOf(word.toUpperCase(Locale.ROOT));
        if (intent == RunIntent.NONE
                && !orders.admit(id, signed.by(), signed.why()).isEmpty()) {
            return get(id).run();
        }
        if (intent == RunIntent.CANCEL || intent == RunIntent.ABORT) {
            var waiting = runs.ordered().stream()
                    .filter(order -> order.id().equals(id))
                    .findFirst();
            if (waiting.isPresent() && orders.withdraw(id, signed.by(), signed.why())) {
                return waiting.get();
            }
        }
        return control.intend(id, intent, signed.by(), signed.why());
    }
}
