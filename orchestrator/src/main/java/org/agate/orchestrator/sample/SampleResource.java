package org.agate.orchestrator.sample;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.agate.orchestrator.web.Problem;
import org.agate.orchestrator.web.Signed;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

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

    @POST
    @Path("/{id}/removed")
    @Operation(operationId = "removeSample", summary = "A person says that a vial was taken out of the laboratory")
    public Detail remove(@PathParam("id") String id, @Nullable Signed removal) {
        get(id);
        var signed = Signed.checked(removal, "sample.unsigned");
        if (!samples.remove(id, signed.by(), signed.why())) {
            throw new Problem(
                    409, "sample.in-use", "A run still works on (%s).".formatted(id), "Maybe cancel the run first.");
        }
        return get(id);
    }

    private Detail detail(Sample sample) {
        return new Detail(sample, samples.captures(sample.id()), samples.readings(sample.id()));
    }
}
