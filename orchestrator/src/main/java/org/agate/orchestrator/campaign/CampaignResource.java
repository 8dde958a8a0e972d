package org.agate.orchestrator.campaign;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.agate.orchestrator.asktell.Advice;
import org.agate.orchestrator.asktell.Learned;
import org.agate.orchestrator.request.RequestKey;
import org.agate.orchestrator.web.Problem;
import org.agate.vision.data.CsvFile;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/// Campaigns over HTTP.
@Path("/api/v1/campaigns")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class CampaignResource {

    private final Campaigns campaigns;
    private final CampaignStore store;

    CampaignResource(Campaigns campaigns, CampaignStore store) {
        this.campaigns = campaigns;
        this.store = store;
    }

    /// A campaign as pages show it.
    ///
    /// @param best null before the first result
    public record Summary(
            long id,
            String name,
            String kind,
            String objective,
            boolean minimize,
            CampaignState state,
            String reason,
            boolean simulated,
            @Nullable String modelVersion,
            int samples,
            int measured,
            int failed,
            int lost,
            int running,
            Campaigns.@Nullable Best best,
            Instant created,
            @Nullable Instant ended) {}

    @GET
    @Operation(operationId = "listCampaigns", summary = "All campaigns, newest first")
    public List<Summary> list() {
        return store.all().stream().map(this::summary).toList();
    }

    @POST
    @Operation(operationId = "startCampaign", summary = "Create and start a campaign")
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Summary.class)))
    public Response start(@HeaderParam(RequestKey.HEADER) @Nullable String key, @Nullable CampaignPlan plan) {
        if (plan == null) {
            throw new Problem(422, "campaign.plan.missing", "The request has no body.", "Maybe send a plan as JSON.");
        }
        var campaign = campaigns.start(plan, RequestKey.of("/campaigns", key, plan));
        return Response.created(URI.create("/api/v1/campaigns/" + campaign.id()))
                .entity(summary(campaign))
                .build();
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getCampaign", summary = "One campaign")
    public Summary get(@PathParam("id") long id) {
        return summary(campaign(id));
    }

    @POST
    @Path("/{id}/hold")
    @Operation(operationId = "holdCampaign", summary = "Start nothing new; what runs goes on")
    public void hold(@PathParam("id") long id) {
        campaign(id);
        campaigns.hold(id);
    }

    @POST
    @Path("/{id}/resume")
    @Operation(operationId = "resumeCampaign", summary = "Go on after a hold or a restart")
    public void resume(@PathParam("id") long id) {
        campaign(id);
        campaigns.resume(id);
    }

    @GET
    @Path("/{id}/stopping")
    @Operation(operationId = "campaignStopping", summary = "What the stopping rules say; none stops by itself")
    public List<Advice> stopping(
            @PathParam("id") long id, @QueryParam("tolerance") @DefaultValue("0") double tolerance) {
        get(id);
        return campaigns.stopping(id, tolerance);
    }

    @GET
    @Path("/{id}/insight")
    @Operation(operationId = "campaignInsight", summary = "What the model has learned, and how good it is")
    public Learned insight(@PathParam("id") long id) {
        get(id);
        return campaigns
                .learned(id)
                .orElseThrow(() -> new Problem(
                        409, "campaign.too-early", "Two results are needed first.", "Maybe wait for the second."));
    }

    @GET
    @Path("/{id}/experiments")
    @Operation(operationId = "listExperiments", summary = "Every suggestion and what became of it, in the order asked")
    public List<SuggestedExperiment> experiments(@PathParam("id") long id) {
        campaign(id);
        return store.experiments(id);
    }

    @GET
    @Path("/{id}/observations")
    @Produces({MediaType.APPLICATION_JSON, "text/csv"})
    @Operation(operationId = "listObservations", summary = "Measured experiments, as JSON or with ?format=csv")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(type = SchemaType.ARRAY, implementation = SuggestedExperiment.class)),
                @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING))
            })
    public Response observations(@PathParam("id") long id, @QueryParam("format") @Nullable String format) {
        campaign(id);
        var measured =
                store.experiments(id).stream().filter(e -> e.value() != null).toList();
        return "csv".equals(format)
                ? Response.ok(csv(measured), "text/csv").build()
                : Response.ok(measured, MediaType.APPLICATION_JSON).build();
    }

    private static String csv(List<SuggestedExperiment> measured) {
        var names = measured.stream()
                .findFirst()
                .map(first -> List.copyOf(first.recipe().keySet()))
                .orElse(List.of());
        var rows = Stream.concat(
                Stream.of(row("number", names.stream(), "value", "sd", "sample")),
                measured.stream()
                        .map(e -> row(
                                String.valueOf(e.number()),
                                names.stream()
                                        .map(name -> String.valueOf(e.recipe().get(name))),
                                String.valueOf(e.value()),
                                String.valueOf(e.standardDeviation()),
                                e.sample() == null ? "" : e.sample())));
        return rows.map(row -> CsvFile.line(row) + "\n").collect(Collectors.joining());
    }

    private static Stream<String> row(String number, Stream<String> recipe, String... rest) {
        return Stream.of(Stream.of(number), recipe, Stream.of(rest)).flatMap(cells -> cells);
    }

    private Campaign campaign(long id) {
        return store.find(id)
                .orElseThrow(() -> new Problem(
                        404,
                        "campaign.unknown",
                        "There is no campaign (%d).".formatted(id),
                        "Maybe look at the list."));
    }

    private Summary summary(Campaign campaign) {
        var experiments = store.experiments(campaign.id());
        return new Summary(
                campaign.id(),
                campaign.plan().name(),
                campaign.plan().kind().name(),
                campaigns.objective(campaign.plan()),
                campaigns.minimizes(campaign.plan()),
                campaign.state(),
                campaign.reason(),
                campaign.simulated(),
                campaign.modelVersion(),
                campaign.plan().samples(),
                count(experiments, "MEASURED"),
                count(experiments, "FAILED"),
                count(experiments, "LOST"),
                count(experiments, "RUNNING"),
                best(campaign),
                campaign.created(),
                campaign.ended());
    }

    /// A table that was moved away or edited takes the best of its campaign with it, and nothing else.
    private Campaigns.@Nullable Best best(Campaign campaign) {
        try {
            return campaigns.best(campaign.id()).orElse(null);
        } catch (IllegalArgumentException | Problem gone) {
            return null;
        }
    }

    private static int count(List<SuggestedExperiment> experiments, String state) {
        return (int) experiments.stream().filter(e -> e.state().equals(state)).count();
    }
}
