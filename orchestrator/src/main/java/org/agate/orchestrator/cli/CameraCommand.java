package org.agate.orchestrator.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.agate.robot.camera.Capturing;
import org.agate.robot.camera.ImageSource;
import org.agate.robot.device.ContractBroken;
import org.agate.robot.device.DeviceId;
import org.agate.robot.family.DeviceFamily;
import org.agate.robot.sdk.DeviceRuntime;
import org.agate.robot.sdk.DeviceSetup;
import org.agate.robot.sdk.FileLedger;
import org.agate.robot.sdk.FileUpload;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `agate camera`.
@Command(
        name = "camera",
        mixinStandardHelpOptions = true,
        description = "Bring a real camera into the lab, until Ctrl-C.")
final class CameraCommand implements Callable<Integer> {

    @Mixin
    private BrokerOptions at = new BrokerOptions();

    @Option(
            names = "--device",
            paramLabel = "ID",
            defaultValue = "camera-1",
            description = "(default: ${DEFAULT-VALUE})")
    private String device = "camera-1";

    @Option(
            names = "--source",
            required = true,
            description = "video:0, video:/dev/video2, http://camera/snapshot.jpg or folder:DIR")
    private String source = "";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "agate-data",
            description = "its ledger is kept in DIR/devices (default: ${DEFAULT-VALUE})")
    private Path data = Path.of("agate-data");

    @Override
    public Integer call() throws Exception {
        var ended = new CountDownLatch(1);
        var files = new FileUpload();
        try (var camera = ImageSource.named(source)) {
            var runtime = new DeviceRuntime(
                    setup(),
                    DeviceFamily.CAMERA.factsheet("unknown", source, device, false, List.of("stage")),
                    Map.of("capture", new Capturing(camera, files)));
            runtime.listen(files);
            runtime.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                runtime.close();
                ended.countDown();
            }));
            System.out.printf("Camera %s (%s) on %s   (Ctrl-C ends)%n", device, source, at.broker());
            ended.await();
        }
        return 0;
    }

    private DeviceSetup setup() throws Exception {
        try {
            var id = new DeviceId(device);
            var folder = Files.createDirectories(data.resolve("devices"));
            return new DeviceSetup(
                    id,
                    at.broker(),
                    UUID.randomUUID().toString(),
                    Clock.systemUTC(),
                    Clock.systemUTC(),
                    new FileLedger(folder.resolve(id + ".ledger"), Clock.systemUTC()),
                    Map::of);
        } catch (ContractBroken e) {
            throw new WrongUse(String.valueOf(e.getMessage()));
        }
    }
}
