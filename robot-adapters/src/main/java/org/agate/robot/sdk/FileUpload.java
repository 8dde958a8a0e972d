package org.agate.robot.sdk;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.agate.robot.device.DeviceError;
import org.agate.robot.device.Presence;
import org.agate.robot.http.BoundedHttp;
import org.agate.robot.wire.Site;

/// Puts files where the controller wants them: HTTP PUT to its `files` URL, the path being the SHA-256 of the content.
///
/// Thread-safe. A repeat is harmless, since the name is the content.
public final class FileUpload implements DeviceRuntime.DeviceListener {

    private static final int ATTEMPTS = 5;

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long MOST_ANSWER_BYTES = 1_000_000;

    private final BoundedHttp http = new BoundedHttp(PATIENCE, MOST_ANSWER_BYTES);
    private final AtomicReference<String> files = new AtomicReference<>("");
    private volatile long epoch;

    @Override
    public void controller(Site.Controller controller) {
        if (controller.state() == Presence.ONLINE && controller.epoch() >= epoch) {
            epoch = controller.epoch();
            files.set(controller.files());
        }
    }

    /// Uploads and returns the reference that goes on the wire: sha256, bytes, media, url.
    ///
    /// @throws ActionFailed with code EXPORT_FAILED when the controller cannot be reached
    public Map<String, Object> put(byte[] content, String media) throws InterruptedException {
        var sha256 = sha256(content);
        var url = files.get() + "/" + sha256;
        String cause = "no controller has said where";
        for (int attempt = 1; attempt <= ATTEMPTS && !files.get().isEmpty(); attempt++) {
            try {
                var request = HttpRequest.newBuilder(URI.create(url))
                        .header("Content-Type", media)
                        .PUT(HttpRequest.BodyPublishers.ofByteArray(content))
                        .build();
                int status = http.send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode();
                if (status / 100 == 2) {
                    var reference = new LinkedHashMap<String, Object>();
                    reference.put("sha256", sha256);
                    reference.put("bytes", content.length);
                    reference.put("media", media);
                    reference.put("url", url);
                    return reference;
                }
                cause = "HTTP " + status;
            } catch (IOException e) {
                cause = String.valueOf(e.getMessage());
            }
            Thread.sleep(Duration.ofMillis(200L * attempt));
        }
        throw new ActionFailed(
                DeviceError.critical("EXPORT_FAILED", "image not uploaded to (%s): %s".formatted(url, cause)),
                Map.of());
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
