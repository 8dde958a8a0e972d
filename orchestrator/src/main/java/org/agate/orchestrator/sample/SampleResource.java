package org.agate.orchestrator.sample;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.agate.orchestrator.web.Problem;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// Samples over HTTP.
@Path("/api/v1/samples")
public class SampleResource {

    private final SampleStore samples;

    SampleResource(SampleStore samples) {
        this.samples = samples;
    }

    /// A sample with its photographs and what was read from them.
    public record Detail(Sample sample, List<Capture> captures, List<Reading> readings) {}

    @GET
    @Operation(operationId = "listSamples", summary = "The samples of a campaign with their photographs, newest first")
    public List<Detail> list(@QueryParam("campaign") long campaign) {
        return samples.of(campaign).stream().map(this::detail).toList();
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getSample", summary = "One sample with its photographs")
    public Detail get(@PathParam("id") String id) {
        var sample = samples.find(id)
                .orElseThrow(() -> new Problem(
                        404, "sample.unknown", "There is no sample (%s).".formatted(id), "Maybe it is like S-00042."));
        return detail(sample);
    }

    private Detail detail(Sample sample) {
        return new Detail(sample, samples.captures(sample.id()), samples.readings(sample.id()));
    }
}
