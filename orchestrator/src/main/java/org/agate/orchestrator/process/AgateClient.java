package org.agate.orchestrator.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.agate.orchestrator.database.Json;
import org.agate.robot.http.BoundedHttp;

/// The server's API as the commands use it.
public final class AgateClient {

    private static final long MOST_BYTES = 1L << 30;

    private static final Duration USUAL = Duration.ofSeconds(20);

    private final BoundedHttp http;
    private final ObjectMapper json = new ObjectMapper();
    private final String base;

    public AgateClient(int port) {
        this(port, USUAL);
    }

    /// @param patience for one answer
    public AgateClient(int port, Duration patience) {
        http = new BoundedHttp(patience, MOST_BYTES);
        base = "http://127.0.0.1:%d/api/v1".formatted(port);
    }

    public JsonNode get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(base + path)).GET());
    }

    public JsonNode post(String path, Object body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Json.write(body))));
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        var body = json.readTree(response.body());
        if (response.statusCode() >= 400) {
            throw new IOException("%s %s"
                    .formatted(body.path("detail").asText(), body.path("advice").asText()));
        }
        return body;
    }

    /// Whether the orchestrator may command so many devices.
    public boolean commands(int devices) throws IOException, InterruptedException {
        int leased = 0;
        for (var device : get("/devices")) {
            // Somebody may say something in the name of a device that is none.
            leased += device.path("leased").asBoolean() ? 1 : 0;
        }
        return leased == devices;
    }

    /// A file by the hash of its content.
    public byte[] file(String sha256) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(base + "/files/" + sha256)).build();
        return http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
    }

    /// Whether the server answers.
    public boolean isUp() throws InterruptedException {
        try {
            get("/devices");
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
