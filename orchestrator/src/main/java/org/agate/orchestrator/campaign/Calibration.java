package org.agate.orchestrator.campaign;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.agate.orchestrator.AgateConfig;
import org.agate.orchestrator.database.Json;
import org.agate.orchestrator.database.Sha256;
import org.agate.orchestrator.device.DeviceBoard;
import org.agate.orchestrator.event.EventLog;
import org.agate.orchestrator.event.Subject;
import org.agate.orchestrator.observation.Assay.StandardSeries;
import org.agate.orchestrator.observation.Outputs;
import org.agate.orchestrator.run.PublishedWorkflows;
import org.agate.orchestrator.run.RunOutcome;
import org.agate.orchestrator.run.WorkflowRunner;
import org.agate.orchestrator.sample.FileStore;
import org.agate.orchestrator.sample.Sample;
import org.agate.orchestrator.sample.SampleStore;
import org.agate.vision.inference.ModelFile;
import org.agate.vision.inference.RatioModel;
import org.agate.vision.inference.Standard;

/// Teaches the camera before a campaign: samples of known composition are prepared, photographed and learnt from.
///
/// The model is kept under the hash of the whole recipe of the calibration: standards, workflow version and camera.
/// The label of a standard is what the balance saw, not what was asked for.
@ApplicationScoped
class Calibration {

    private static final int IN_FLIGHT = 4;
    private static final long SEED = 1;
    private static final int LEAST_STANDARDS = 4;
    private static final String PURPOSE = "standard";

    private final WorkflowRunner runner;
    private final PublishedWorkflows workflows;
    private final SampleStore samples;
    private final FileStore files;
    private final DeviceBoard board;
    private final EventLog log;
    private final RackPlaces places;
    private final Path folder;

    Calibration(
            WorkflowRunner runner,
            PublishedWorkflows workflows,
            SampleStore samples,
            FileStore files,
            DeviceBoard board,
            EventLog log,
            RackPlaces places,
            AgateConfig config) {
        this.places = places;
        this.runner = runner;
        this.workflows = workflows;
        this.samples = samples;
        this.files = files;
        this.board = board;
        this.log = log;
        this.folder = config.data().resolve("models");
    }

    /// The model for a campaign: the kept one when this very calibration was done before, else a new one.
    RatioModel model(Campaign campaign, StandardSeries series, HoldGate gate) throws InterruptedException {
        var file = folder.resolve(key(series) + ".json");
        var subject = Subject.campaign(campaign.id());
        if (Files.exists(file)) {
            var kept = ModelFile.read(file);
            log.append(
                    subject,
                    "calibration.kept",
                    "Model %s is kept from an earlier calibration with the same standards and camera"
                            .formatted(kept.card().version()),
                    Map.of());
            return kept;
        }
        int all = series.runs().size();
        log.append(
                subject,
                "calibration.started",
                "Preparing %d standards of %s".formatted(all, series.measures()),
                Map.of("standards", all));
        var standards = photographStandards(campaign, series, gate);
        if (standards.size() < LEAST_STANDARDS) {
            throw new IllegalStateException(
                    "Only (%d) photographs of standards could be taken, at least %d are needed to teach the camera.\n"
                                    .formatted(standards.size(), LEAST_STANDARDS)
                            + "Maybe a device or a powder is missing: look at the runs that failed.");
        }
        var model = RatioModel.train(series.measures(), standards, SEED);
        ModelFile.write(model, file);
        var card = model.card();
        log.append(
                subject,
                "calibration.finished",
                "Model %s learnt from %d photographs of %d standards; error of one photograph %.1f points (cross-validated)"
                        .formatted(card.version(), card.photographs(), card.heaps(), 100 * card.rmse()),
                Map.of("modelVersion", card.version(), "rmse", card.rmse()));
        return model;
    }

    private List<Standard> photographStandards(Campaign campaign, StandardSeries series, HoldGate gate)
            throws InterruptedException {
        var together = new Semaphore(IN_FLIGHT);
        var runs = new ArrayList<CompletableFuture<List<Standard>>>();
        var begun = samples.of(campaign.id()).reversed().stream()
                .filter(sample -> sample.purpose().equals(PURPOSE))
                .toList();
        for (int i = 0; i < series.runs().size(); i++) {
            together.acquire();
            gate.pass();
            // What an earlier start had begun is taken up: standards are made in order.
            var sample = i < begun.size() ? begun.get(i) : fresh(campaign);
            gate.pass();
            var values = series.runs().get(i);
            var run = runner.first(sample.id(), series.workflow())
                    .orElseGet(() -> runner.start(sample, series.workflow(), values));
            runs.add(runner.outcome(run.id())
                    .thenApply(this::learn)
                    .exceptionally(trouble -> List.of())
                    .whenComplete((done, trouble) -> together.release()));
        }
        var standards = new ArrayList<Standard>();
        runs.forEach(run -> standards.addAll(run.join()));
        return standards;
    }

    private Sample fresh(Campaign campaign) throws InterruptedException {
        return places.take(campaign.id(), PURPOSE);
    }

    private List<Standard> learn(RunOutcome outcome) {
        return switch (outcome) {
            case RunOutcome.Failed failed -> List.of();
            case RunOutcome.Succeeded succeeded -> {
                var run = succeeded.run();
                double share = Outputs.dosedShare(succeeded.outputs());
                var hashes = Outputs.photographs(succeeded.outputs());
                samples.captured(run.sample(), run.id(), hashes);
                var standards = new ArrayList<Standard>();
                for (var hash : hashes) {
                    files.get(hash)
                            .ifPresent(photograph -> standards.add(Standard.of(photograph, run.sample(), share)));
                }
                log.append(
                        new Subject(run.campaign(), run.id(), run.sample(), null),
                        "calibration.standard",
                        "%s is a standard of %.1f %%, photographed %d times"
                                .formatted(run.sample(), 100 * share, hashes.size()),
                        Map.of("share", share));
                yield standards;
            }
        };
    }

    private String key(StandardSeries series) {
        var cameras = board.devices().stream()
                .flatMap(view -> view.factsheet().stream())
                .filter(sheet -> sheet.family().equals("camera"))
                .map(sheet -> sheet.vendor() + "/" + sheet.model() + "/" + sheet.serial())
                .sorted()
                .toList();
        var version = workflows.named(series.workflow()).version();
        var runs = series.runs().stream().map(TreeMap::new).toList();
        var text = Json.write(List.of(series.measures(), version, runs, cameras, SEED, ModelFile.FORMAT));
        return series.measures() + "-" + Sha256.of(text).substring(0, 16);
    }
}
