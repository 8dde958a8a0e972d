package org.agate.orchestrator.campaign;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.agate.orchestrator.device.DeviceBoard;
import org.agate.orchestrator.run.WorkflowRunner;
import org.agate.orchestrator.sample.FileStore;
import org.agate.orchestrator.sample.SampleStore;

/// What an experimenter works with.
@ApplicationScoped
class Bench {

    private final DeviceBoard board;
    private final WorkflowRunner runner;
    private final SampleStore samples;
    private final FileStore files;
    private final CampaignStore store;
    private final Calibration calibration;

    Bench(
            DeviceBoard board,
            WorkflowRunner runner,
            SampleStore samples,
            FileStore files,
            CampaignStore store,
            Calibration calibration) {
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

    /// Waits until an arm with a rack has introduced itself: a campaign may be started before the laboratory is up.
    void awaitRack() throws InterruptedException {
        var changed = new Semaphore(0);
        var takeOff = board.onChanged(changed::release);
        try {
            while (board.rack().isEmpty()) {
                changed.acquire();
            }
        } finally {
            takeOff.run();
        }
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
