package org.agate.orchestrator.operator;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.UUID;
import org.agate.orchestrator.operator.Prompts.Receipt;
import org.agate.orchestrator.web.Problem;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/// Questions to people over HTTP.
@Path("/api/v1/prompts")
public class PromptResource {

    private static final int MOST = 500;

    private final Prompts prompts;

    PromptResource(Prompts prompts) {
        this.prompts = prompts;
    }

    /// Who answers what, and why.
    public record Reply(String answer, String by, @Nullable String why) {}

    @GET
    @Operation(operationId = "listPrompts", summary = "What people are asked; with ?open=true what still waits")
    public List<Prompt> list(@QueryParam("open") boolean open) {
        return open ? prompts.open(null) : prompts.all(MOST);
    }

    @POST
    @Path("/{id}/answer")
    @Operation(operationId = "answerPrompt", summary = "Answer a question; the first answer counts")
    public Prompt answer(@PathParam("id") UUID id, @Nullable Reply reply) {
        if (reply == null
                || reply.answer() == null
                || reply.by() == null
                || reply.by().isBlank()) {
            throw new Problem(
                    422, "prompt.unsigned", "An answer needs (answer) and (by).", "Maybe fill in who answers.");
        }
        var prompt = prompts.find(id)
                .orElseThrow(() -> new Problem(
                        404, "prompt.unknown", "There is no prompt (%s).".formatted(id), "Maybe look at the list."));
        if (prompts.answer(id, reply.answer(), reply.by(), reply.why() == null ? "" : reply.why()) == Receipt.LATE) {
            var first = prompts.find(id).orElse(prompt);
            throw new Problem(
                    409,
                    "prompt.answered",
                    "(%s) has answered (%s) already.".formatted(first.answeredBy(), first.answer()),
                    "Maybe talk to them.");
        }
        return prompts.find(id).orElse(prompt);
    }
}
