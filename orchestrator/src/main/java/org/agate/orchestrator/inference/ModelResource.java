package org.agate.orchestrator.inference;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agate.orchestrator.event.EventLog;
import org.agate.orchestrator.event.Subject;
import org.agate.orchestrator.sample.FileStore;
import org.agate.orchestrator.web.Problem;
import org.agate.vision.colour.Frames;
import org.agate.vision.drift.ChartFile;
import org.agate.vision.drift.Check;
import org.agate.vision.drift.ControlChart;
import org.agate.vision.inference.NextStandards;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/// The life of a model: what to prepare next for it, and whether it still sees a reference dish as it used to.
@Path("/api/v1/models/{name}")
public class ModelResource {

    private static final int MOST = 20;

    private final Models models;
    private final FileStore files;
    private final EventLog log;
    private final InstantSource clock;

    ModelResource(Models models, FileStore files, EventLog log, InstantSource clock) {
        this.models = models;
        this.files = files;
        this.log = log;
        this.clock = clock;
    }

    /// The checks of a reference dish, oldest first.
    ///
    /// @param missing so many more are needed before the chart says anything
    /// @param verdicts what the last one says, figure by figure; null while some are missing
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Chart(
            String model,
            List<Moment> checks,
            int missing,
            @Nullable List<Check.Verdict> verdicts) {

        /// One check.
        public record Moment(java.time.Instant at, Map<String, Double> figures) {}

        static Chart of(String version, ControlChart chart) {
            return new Chart(
                    version,
                    chart.checks().stream()
                            .map(check -> new Moment(check.at(), check.figures()))
                            .toList(),
                    chart.missing(),
                    chart.missing() > 0 ? null : chart.verdicts());
        }

        boolean isDrifting() {
            return verdicts != null
                    && verdicts.stream().anyMatch(verdict -> !verdict.drifting().isEmpty());
        }
    }

    @GET
    @Path("/next")
    @Operation(operationId = "nextStandards", summary = "The mixtures that would teach a model most, shares 0 to 1")
    public List<Map<String, Double>> next(
            @PathParam("name") String name, @QueryParam("count") @DefaultValue("3") int count) {
        if (count < 1 || count > MOST) {
            throw new Problem(
                    422,
                    "model.next.count",
                    "(count) is (%d), not 1 to %d.".formatted(count, MOST),
                    "Maybe ask again when these are prepared.");
        }
        var model = models.get(name);
        var components = model.card().components();
        return NextStandards.of(model, count).stream()
                .map(shares -> {
                    Map<String, Double> mixture = new LinkedHashMap<>();
                    for (int c = 0; c < components.size(); c++) {
                        mixture.put(components.get(c), shares.get(c));
                    }
                    return mixture;
                })
                .toList();
    }

    @GET
    @Path("/checks")
    @Operation(operationId = "listChecks", summary = "The control chart of a reference dish")
    public Chart checks(@PathParam("name") String name) {
        var card = models.get(name).card();
        return Chart.of(card.version(), new ControlChart(ChartFile.read(models.chart(card))));
    }

    @POST
    @Path("/checks")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(operationId = "check", summary = "This morning's photograph of the reference dish")
    public Chart check(@PathParam("name") String name, @RestForm("photograph") @Nullable FileUpload photograph) {
        if (photograph == null) {
            throw new Problem(
                    422, "check.incomplete", "A check needs a (photograph).", "Maybe post it as multipart/form-data.");
        }
        var model = models.get(name);
        byte[] content = InferenceResource.content(photograph);
        var seen = model.check(content, clock.instant());
        ControlChart kept;
        // One after the other: two at once would be written into one line, or in the wrong order.
        synchronized (this) {
            kept = ChartFile.append(models.chart(model.card()), seen.at(clock.instant()));
        }
        var chart = Chart.of(model.card().version(), kept);
        log.append(
                Subject.none(),
                chart.isDrifting() ? "model.drifting" : "model.checked",
                chart.isDrifting()
                        ? "%s sees the reference dish otherwise than it used to".formatted(chart.model())
                        : "%s has looked at the reference dish".formatted(chart.model()),
                Map.of(
                        "model",
                        chart.model(),
                        "photograph",
                        files.keep(content),
                        "frames",
                        model.frames().map(Frames::version).orElse(""),
                        "figures",
                        seen.figures()));
        return chart;
    }
}
