package org.agate.orchestrator.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.agate.orchestrator.campaign.CampaignStore;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// The pages: a frame from here, the living parts from the API.
@Path("/")
@Produces(MediaType.TEXT_HTML)
public class PageResource {

    private final CampaignStore campaigns;

    PageResource(CampaignStore campaigns) {
        this.campaigns = campaigns;
    }

    @CheckedTemplate
    static final class Templates {

        private Templates() {}

        static native TemplateInstance campaigns(String page);

        static native TemplateInstance campaign(String page, long id, String name);

        static native TemplateInstance devices(String page);

        static native TemplateInstance vision(String page);
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance campaigns() {
        return Templates.campaigns("campaigns");
    }

    @GET
    @Path("/campaigns/{id}")
    @Operation(hidden = true)
    public TemplateInstance campaign(@PathParam("id") long id) {
        var campaign = campaigns
                .find(id)
                .orElseThrow(() -> new Problem(
                        404,
                        "campaign.unknown",
                        "There is no campaign (%d).".formatted(id),
                        "Maybe look at the list."));
        return Templates.campaign("campaigns", id, campaign.plan().name());
    }

    @GET
    @Path("/devices")
    @Operation(hidden = true)
    public TemplateInstance devices() {
        return Templates.devices("devices");
    }

    @GET
    @Path("/vision")
    @Operation(hidden = true)
    public TemplateInstance vision() {
        return Templates.vision("vision");
    }
}
