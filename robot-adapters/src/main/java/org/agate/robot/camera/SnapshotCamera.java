package org.agate.robot.camera;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.agate.robot.http.BoundedHttp;

/// A camera that answers a URL with a picture, as network cameras do. It sets its exposure itself.
final class SnapshotCamera implements ImageSource {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long MOST_BYTES = 64_000_000;

    private final URI url;
    private final BoundedHttp http = new BoundedHttp(PATIENCE, MOST_BYTES);

    SnapshotCamera(URI url) {
        this.url = url;
    }

    @Override
    public byte[] take(Setting setting) throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(url).build();
            var answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new NoImage("(%s) answered HTTP %d".formatted(url, answer.statusCode()));
            }
            return answer.body();
        } catch (HttpTimeoutException e) {
            throw new NoImage("(%s) gave no whole picture: %s".formatted(url, e.getMessage()), e);
        } catch (IOException e) {
            throw new NoImage("(%s) cannot be reached".formatted(url), e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
