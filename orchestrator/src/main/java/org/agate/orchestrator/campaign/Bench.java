package org.agate.orchestrator.campaign;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.agate.orchestrator.device.CommandLedger;
import org.agate.orchestrator.device.CommandState;
import org.agate.orchestrator.device.DeviceBoard;
import org.agate.orchestrator.device.LabFloor;
import org.agate.orchestrator.event.EventLog;
import org.agate.orchestrator.event.Subject;
import org.agate.orchestrator.run.RunIntent;
import org.agate.orchestrator.run.WorkflowRun;
import org.agate.orchestrator.run.WorkflowRunner;
import org.agate.orchestrator.sample.FileStore;
import org.agate.orchestrator.sample.SampleStore;
import org.agate.robot.device.Factsheet.ErrorKind;

/// What an experimenter works with.
@ApplicationScoped
class Bench {

    private final DeviceBoard board;
    private final WorkflowRunner runner;
    private final SampleStore samples;
    private final FileStore files;
    private final CampaignStore store;
    private final Calibration calibration;
    private final RackPlaces places;
    private final CommandLedger ledger;
    private final EventLog log;

    Bench(
            DeviceBoard board,
            WorkflowRunner runner,
            SampleStore samples,
            FileStore files,
            CampaignStore store,
            Calibration calibration,
            RackPlaces places,
            CommandLedger ledger,
            EventLog log) {
        this.places = places;
        this.ledger = ledger;
        this.log = log;
        this.board = board;
        this.runner = runner;
        this.samples = samples;
        this.files = files;
        this.store = store;
        this.calibration = calibration;
    }

    DeviceBoard board() {
        return board;
    }

    WorkflowRunner runner() {
        return runner;
    }

    SampleStore samples() {
        return samples;
    }

    CampaignStore store() {
        return store;
    }

    Calibration calibration() {
        return calibration;
    }

    RackPlaces places() {
        return places;
    }

    /// Waits until every device is there that some workflows need: a campaign may be started, or taken up, before the
    /// laboratory is up. Who waits is told.
    void awaitLaboratory(Campaign campaign, List<String> workflows) throws InterruptedException {
        var changed = new Semaphore(0);
        var takeOff = board.onChanged(changed::release);
        try {
            var told = "";
            while (true) {
                var missing = missing(workflows);
                if (missing.isEmpty()) {
                    return;
                }
                if (!missing.get().equals(told) && !board.devices().isEmpty()) {
                    told = missing.get();
                    log.append(Subject.campaign(campaign.id()), "campaign.waits", "It waits: " + told, Map.of());
                }
                changed.acquire();
                changed.drainPermits();
            }
        } finally {
            takeOff.run();
        }
    }

    private Optional<String> missing(List<String> workflows) {
        return board.rack().isEmpty()
                ? Optional.of("no rack has introduced itself")
                : workflows.stream()
                        .flatMap(workflow -> runner.missing(workflow).stream())
                        .findFirst();
    }

    /// Whether a run failed by its sample, as the failing device's factsheet says.
    boolean isOfTheSample(WorkflowRun run) {
        // What brings the vial home afterwards is no part of the experiment.
        var commands = ledger.of(run.id()).stream()
                .filter(command -> !command.stepPath().equals(LabFloor.CLEAN_UP))
                .toList();
        if (run.intent() != RunIntent.NONE
                || commands.isEmpty()
                || commands.getLast().state() != CommandState.FAILED) {
            return false;
        }
        var last = commands.getLast();
        return board.devices().stream()
                .filter(view -> view.device().value().equals(last.device()))
                .flatMap(view -> view.factsheet().stream())
                .flatMap(sheet -> Stream.ofNullable(sheet.errors().get(last.code())))
                .anyMatch(error -> error.cause() == ErrorKind.Cause.SAMPLE);
    }

    /// Keeps pictures, and says their hashes.
    List<String> keep(List<byte[]> pictures) {
        return pictures.stream().map(files::keep).toList();
    }

    /// The photographs with those hashes.
    List<byte[]> photographs(List<String> hashes) {
        return hashes.stream()
                .map(hash -> files.get(hash)
                        .orElseThrow(() -> new IllegalStateException(
                                "Photograph (%s) was never uploaded.\nMaybe the camera cannot reach the files URL."
                                        .formatted(hash))))
                .toList();
    }
}
