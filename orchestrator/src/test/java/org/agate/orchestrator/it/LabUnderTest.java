package org.agate.orchestrator.it;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Server and laboratory on free ports, and their API.
public final class LabUnderTest implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final Path folder;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final int httpPort = RunningProcess.freePort();
    private final int mqttPort = RunningProcess.freePort();
    private TestDatabase database;
    private RunningProcess server;
    private ApiContract contract;

    public LabUnderTest(Path folder) {
        this.folder = folder;
        settings.put("agate.data", folder.resolve("data").toString());
        settings.put("quarkus.http.port", String.valueOf(httpPort));
        settings.put("agate.mqtt.port", String.valueOf(mqttPort));
        settings.put("agate.lab.rate", "4000");
        database = new TestDatabase.H2(folder.resolve("data"));
        if (TestDatabase.isPostgresWanted()) {
            on(TestDatabase.Postgres.fresh());
        }
    }

    /// Keeps its state in that database.
    public LabUnderTest on(TestDatabase other) {
        database = other;
        settings.putAll(other.settings());
        return this;
    }

    TestDatabase database() {
        return database;
    }

    public LabUnderTest with(String name, String value) {
        settings.put(name, value);
        return this;
    }

    /// Puts a workflow into the folder of drafts.
    public LabUnderTest draft(String name, String yaml) throws IOException {
        var drafts = Files.createDirectories(folder.resolve("data/workflows"));
        Files.writeString(drafts.resolve(name + ".kamelet.yaml"), yaml);
        return this;
    }

    public int mqttPort() {
        return mqttPort;
    }

    public String url() {
        return "http://127.0.0.1:" + httpPort;
    }

    public LabUnderTest start() {
        server = RunningProcess.server(settings, folder.resolve("server.log"));
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> get("/devices") != null);
        return this;
    }

    /// Waits until that many devices are leased.
    public LabUnderTest awaitDevices(int count) {
        await().atMost(Duration.ofSeconds(60)).until(() -> count(get("/devices"), "leased", "true") == count);
        return this;
    }

    /// Publishes workflows of the folder; each must be publishable.
    public LabUnderTest publish(String... workflows) {
        for (var workflow : workflows) {
            var published = post("/workflows/" + workflow + "/publish", "{\"by\":\"Ada\"}");
            if (!published.has("version")) {
                throw new AssertionError("(%s) is not published: %s".formatted(workflow, published));
            }
        }
        return this;
    }

    /// The server's number in the operating system.
    public long pid() {
        return server.pid();
    }

    public void kill() throws InterruptedException {
        server.kill();
    }

    /// Orders runs.
    ///
    /// @return their ids
    List<String> order(String workflow, int samples) {
        var ids = new ArrayList<String>();
        post("/runs", "{\"workflow\":\"%s\",\"samples\":%d,\"by\":\"Ada\"}".formatted(workflow, samples))
                .forEach(id -> ids.add(id.asText()));
        return ids;
    }

    public long startCampaign(String plan) {
        return post("/campaigns", plan).path("id").asLong();
    }

    public JsonNode campaign(long id) {
        return get("/campaigns/" + id);
    }

    public void awaitState(long campaign, String state, Duration most) {
        await().atMost(most)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> campaign(campaign).path("state").asText().equals(state));
    }

    public JsonNode get(String path) {
        return send(HttpRequest.newBuilder(URI.create(url() + "/api/v1" + path)).GET());
    }

    public String text(String path) {
        try {
            return http.send(
                            HttpRequest.newBuilder(URI.create(url() + path)).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public JsonNode post(String path, String body) {
        return send(HttpRequest.newBuilder(URI.create(url() + "/api/v1" + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /// With a key that makes a repeat no second order.
    JsonNode post(String path, String body, String key) {
        return send(HttpRequest.newBuilder(URI.create(url() + "/api/v1" + path))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    public JsonNode put(String path, String body) {
        return send(HttpRequest.newBuilder(URI.create(url() + "/api/v1" + path))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            var response =
                    http.send(request.timeout(Duration.ofSeconds(10)).build(), HttpResponse.BodyHandlers.ofString());
            contract().check(response);
            return json.readTree(response.body());
        } catch (ConnectException e) {
            throw new UncheckedIOException("server log: " + folder.resolve("server.log"), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The API as the server under test describes it, which is another one for each version.
    private ApiContract contract() throws IOException {
        if (contract == null) {
            contract = new ApiContract(json.readTree(text("/openapi?format=json")));
        }
        return contract;
    }

    /// How many elements of a list have that text in that field.
    public static long count(JsonNode list, String field, String text) {
        long count = 0;
        for (var element : list) {
            count += element.path(field).asText().equals(text) ? 1 : 0;
        }
        return count;
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }
}
