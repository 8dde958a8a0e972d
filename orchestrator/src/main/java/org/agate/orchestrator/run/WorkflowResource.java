package org.agate.orchestrator.run;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.agate.orchestrator.web.Problem;
import org.agate.workflows.definition.WorkflowParameter;
import org.agate.workflows.definition.WorkflowVersion;
import org.agate.workflows.validation.Finding;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/// Workflows over HTTP.
@Path("/api/v1/workflows")
public class WorkflowResource {

    private final PublishedWorkflows workflows;
    private final WorkflowChecks checks;

    WorkflowResource(PublishedWorkflows workflows, WorkflowChecks checks) {
        this.workflows = workflows;
        this.checks = checks;
    }

    /// A workflow and a version of it.
    public record Listed(String name, String title, String version, List<WorkflowParameter> parameters) {
        static Listed of(WorkflowVersion version) {
            var definition = version.definition();
            return new Listed(
                    definition.name(),
                    definition.title(),
                    version.version(),
                    List.copyOf(definition.parameters().values()));
        }
    }

    /// A workflow as its file is now.
    ///
    /// @param problem why its file cannot be read, with file and line; null when it can
    public record Draft(
            String name,
            String title,
            @Nullable String version,
            List<WorkflowParameter> parameters,
            @Nullable String problem) {}

    /// Who publishes.
    public record Signature(String by) {}

    @GET
    @Operation(operationId = "listWorkflows", summary = "The latest published version of each workflow")
    public List<Listed> published() {
        return workflows.all().stream().map(Listed::of).toList();
    }

    @GET
    @Path("/drafts")
    @Operation(operationId = "listDrafts", summary = "The workflows as their files are now")
    public List<Draft> drafts() {
        var drafts = workflows.drafts();
        var good = drafts.all().stream()
                .map(Listed::of)
                .map(draft -> new Draft(draft.name(), draft.title(), draft.version(), draft.parameters(), null));
        var bad = drafts.faults().entrySet().stream()
                .map(fault -> new Draft(
                        fault.getKey(),
                        fault.getKey(),
                        null,
                        List.of(),
                        String.valueOf(fault.getValue().getMessage()).replace('\n', ' ')));
        return Stream.concat(good, bad)
                .sorted(Comparator.comparing(Draft::name))
                .toList();
    }

    @POST
    @Path("/validate")
    @Consumes({"application/yaml", "text/plain"})
    @Operation(operationId = "validateWorkflow", summary = "What is wrong with a workflow, on the connected devices")
    public List<Finding> validate(String text) {
        return checks.check("workflow", text);
    }

    @POST
    @Path("/{name}/publish")
    @Operation(operationId = "publishWorkflow", summary = "Publish a workflow as its files are now")
    public Listed publish(@PathParam("name") String name, @Nullable Signature signature) {
        if (signature == null || signature.by() == null || signature.by().isBlank()) {
            throw new Problem(422, "workflow.unsigned", "Publishing needs (by).", "Maybe fill in who publishes.");
        }
        return Listed.of(workflows.publish(name, signature.by(), checks::publishable));
    }
}
