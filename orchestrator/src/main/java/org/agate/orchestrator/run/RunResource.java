package org.agate.orchestrator.run;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.UUID;
import org.agate.orchestrator.device.CommandLedger;
import org.agate.orchestrator.device.CommandRecord;
import org.agate.orchestrator.web.Problem;
import org.agate.workflows.definition.WorkflowDefinition;
import org.agate.workflows.definition.WorkflowParameter;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/// Runs and workflows over HTTP.
@Path("/api/v1")
public class RunResource {

    private static final int MOST = 500;

    private final RunStore runs;
    private final CommandLedger ledger;
    private final WorkflowRunner runner;

    RunResource(RunStore runs, CommandLedger ledger, WorkflowRunner runner) {
        this.runs = runs;
        this.ledger = ledger;
        this.runner = runner;
    }

    /// A run with its journal and commands.
    public record Detail(WorkflowRun run, List<StepExecution> steps, List<CommandRecord> commands) {}

    /// A workflow and the version of its file.
    public record Listed(String name, String title, String version, List<WorkflowParameter> parameters) {
        static Listed of(WorkflowDefinition workflow) {
            return new Listed(
                    workflow.name(),
                    workflow.title(),
                    workflow.version(),
                    List.copyOf(workflow.parameters().values()));
        }
    }

    @GET
    @Path("/runs")
    @Operation(operationId = "listRuns", summary = "The latest runs, newest first")
    public List<WorkflowRun> list(@QueryParam("campaign") @Nullable Long campaign) {
        return runs.list(campaign, MOST);
    }

    @GET
    @Path("/runs/{id}")
    @Operation(operationId = "getRun", summary = "A run with its journal and commands")
    public Detail get(@PathParam("id") UUID id) {
        var run = runs.find(id)
                .orElseThrow(() -> new Problem(
                        404, "run.unknown", "There is no run (%s).".formatted(id), "Maybe look at the list."));
        return new Detail(run, runs.steps(id), ledger.of(id));
    }

    @GET
    @Path("/workflows")
    @Operation(operationId = "listWorkflows", summary = "The workflows that can be run")
    public List<Listed> workflows() {
        return runner.library().all().stream().map(Listed::of).toList();
    }
}
