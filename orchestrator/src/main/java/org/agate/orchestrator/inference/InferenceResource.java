package org.agate.orchestrator.inference;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.agate.orchestrator.event.EventLog;
import org.agate.orchestrator.event.Subject;
import org.agate.orchestrator.sample.FileStore;
import org.agate.orchestrator.web.Problem;
import org.agate.vision.VisionFault;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What photographs show. Those that are asked about are kept, so that every number can be looked at again.
@Path("/api/v1")
public class InferenceResource {

    private static final Logger LOG = LoggerFactory.getLogger(InferenceResource.class);
    private static final double HUNDRED = 100;

    private final Models models;
    private final FileStore files;
    private final EventLog log;

    InferenceResource(Models models, FileStore files, EventLog log) {
        this.log = log;
        this.models = models;
        this.files = files;
    }

    /// A model that can be asked.
    ///
    /// @param meanError of one photograph, percentage points, cross-validated
    public record Known(
            String name, String version, List<String> components, int photographs, int heaps, double meanError) {}

    /// Photographs of one heap that are kept here already.
    ///
    /// @param photographs SHA-256 of each
    /// @param want half of the 90 % interval that is wanted, percentage points
    public record ByReference(
            @Nullable String model,
            @Nullable List<String> photographs,
            @Nullable Double want) {}

    @GET
    @Path("/models")
    @Operation(operationId = "listModels", summary = "The ratio models of this lab")
    public List<Known> list() {
        return models.names().stream().flatMap(this::known).toList();
    }

    /// One that cannot be read says so when it is asked; the others are there all the same.
    private Stream<Known> known(String name) {
        try {
            var card = models.get(name).card();
            return Stream.of(new Known(
                    name,
                    card.version(),
                    card.components(),
                    card.photographs(),
                    card.heaps(),
                    100 * card.bars().getFirst().mae()));
        } catch (VisionFault fault) {
            LOG.warn("Model cannot be asked name={} code={}", name, fault.code());
            return Stream.empty();
        }
    }

    @POST
    @Path("/inferences")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(operationId = "infer", summary = "What uploaded photographs of one heap show")
    public InferenceAnswer infer(
            @RestForm("model") @Nullable String model,
            @RestForm("photograph") @Nullable List<FileUpload> photographs,
            @RestForm("want") @Nullable Double want) {
        if (photographs == null) {
            throw incomplete();
        }
        return answer(
                model, photographs.stream().map(InferenceResource::content).toList(), want);
    }

    /// What was uploaded.
    static byte[] content(FileUpload upload) {
        try {
            return Files.readAllBytes(upload.uploadedFile());
        } catch (IOException e) {
            throw new UncheckedIOException("Upload (%s) cannot be read.".formatted(upload.fileName()), e);
        }
    }

    @POST
    @Path("/inferences")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public InferenceAnswer infer(@Nullable ByReference reference) {
        if (reference == null || reference.photographs() == null) {
            throw incomplete();
        }
        return answer(
                reference.model(),
                reference.photographs().stream().map(this::kept).toList(),
                reference.want());
    }

    private InferenceAnswer answer(@Nullable String name, List<byte[]> photographs, @Nullable Double want) {
        if (name == null || photographs.isEmpty() || want != null && !(want > 0)) {
            throw incomplete();
        }
        var model = models.get(name);
        var explained = model.explain(photographs);
        var answer = InferenceAnswer.of(
                model,
                explained,
                photographs.stream().map(files::keep).toList(),
                explained.overlays().stream().map(files::keep).toList(),
                want == null ? null : want / HUNDRED);
        log.append(
                Subject.none(),
                "inference.made",
                answer.shares() == null
                        ? "%s: no photograph is fit to be measured: %s".formatted(answer.model(), answer.flags())
                        : "%s looked at %d photographs".formatted(answer.model(), photographs.size()),
                Map.of("answer", answer));
        return answer;
    }

    private static Problem incomplete() {
        return new Problem(
                422,
                "inference.incomplete",
                "An inference needs a (model) and at least one (photograph); what is wanted (want) is above zero.",
                "Maybe post them as multipart/form-data, or the SHA-256 of (photographs) that are kept here.");
    }

    private byte[] kept(String sha256) {
        return files.get(sha256)
                .orElseThrow(() -> new Problem(
                        404,
                        "file.unknown",
                        "No photograph (%s) is kept here.".formatted(sha256),
                        "Maybe upload it first."));
    }
}
