package org.agate.orchestrator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agate.orchestrator.cli.Agate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A material is taught from photographs, judged on others, and asked about by command and over HTTP.
class VisionIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BOUNDARY = "----agate";

    @TempDir
    Path folder;

    private static int agate(String... arguments) {
        return Agate.commandLine().execute(arguments);
    }

    private JsonNode json(String name) throws Exception {
        return JSON.readTree(folder.resolve(name).toFile());
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void aMaterialIsTaughtJudgedAndAskedAboutByCommandAndOverHttp() throws Exception {
        assertThat(agate("render", "--scene", "salt-sugar", "--n", "60", "--seed", "1", "--out", path("train")))
                .isZero();
        assertThat(agate("render", "--scene", "salt-sugar", "--n", "12", "--seed", "2", "--out", path("judge")))
                .isZero();
        assertThat(agate("vision", "train", path("train"), "--model", "salt", "--data", path("data")))
                .isZero();
        assertThat(agate(
                        "vision",
                        "evaluate",
                        "--model",
                        "salt",
                        "--data",
                        path("data"),
                        path("judge"),
                        "--json",
                        path("figures.json"),
                        "--report",
                        path("report.html")))
                .isZero();
        var figures = json("figures.json");
        assertThat(figures.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "n", "mae", "rmse", "coverage90", "meanWidth90", "flaggedFraction", "msPerPhoto");
        assertThat(figures.path("n").asInt()).isEqualTo(12);
        assertThat(figures.path("mae").asDouble()).isBetween(0.5, 20.0);
        assertThat(figures.path("coverage90").asDouble()).isGreaterThan(0.6);
        assertThat(folder.resolve("report.html")).content().contains("<svg").contains("gain up");

        Files.writeString(folder.resolve("field.json"), """
                {"squaresAcross": 7, "squaresDown": 5, "squareMillimetres": 12, "markerMillimetres": 9, "pixelsPerMillimetre": 10}
                """);
        assertThat(agate("vision", "sheet", path("field.json"), "--out", path("sheet.svg")))
                .isZero();
        assertThat(folder.resolve("sheet.svg")).content().contains("84.0 × 60.0 mm");

        assertThat(agate("vision", "next", "--model", "salt", "--data", path("data"), "--total", "400"))
                .isZero();

        var photograph = folder.resolve("judge").resolve("img7.jpg");
        for (int morning = 1; morning <= 10; morning++) {
            assertThat(check("img7.jpg", morning)).isZero();
        }
        assertThat(check("img12.jpg", 11)).as("another dish is no reference").isEqualTo(1);
        assertThat(check("img7.jpg", 10)).as("time does not go back").isEqualTo(2);
        Files.write(folder.resolve("cut.jpg"), java.util.Arrays.copyOf(Files.readAllBytes(photograph), 3_000));
        assertThat(agate(
                        "vision",
                        "infer",
                        "--model",
                        "salt",
                        "--data",
                        path("data"),
                        photograph.toString(),
                        path("cut.jpg"),
                        "--want",
                        "3",
                        "--why",
                        "--csv",
                        path("course.csv"),
                        "--json",
                        path("inferred.json")))
                .isEqualTo(2);
        var results = json("inferred.json").path("results");
        double byCommand =
                results.path(0).path("shares").path("salt").path("value").asDouble();
        assertThat(byCommand).isBetween(-0.2, 1.2);
        assertThat(results.path(0).path("why")).isNotEmpty();
        assertThat(folder.resolve("course.csv")).content().hasLineCount(3);
        assertThat(results.path(1).path("error").asText()).isEqualTo("vision.image.truncated");

        try (var lab =
                new LabUnderTest(folder).with("agate.lab.embedded", "false").start()) {
            assertThat(lab.get("/models").path(0).path("components").path(0).asText())
                    .isEqualTo("salt");
            var asked = upload(lab, "salt", Files.readAllBytes(photograph));
            assertThat(asked.path("shares").path("salt").path("value").asDouble())
                    .isEqualTo(byCommand);
            var hash = asked.path("photographs").path(0).path("sha256").asText();
            var again = lab.post("/inferences", "{\"model\":\"salt\",\"photographs\":[\"%s\"]}".formatted(hash));
            assertThat(again.path("shares")).isEqualTo(asked.path("shares"));
            var version = asked.path("model").asText();
            var byVersion = lab.post(
                    "/inferences", "{\"model\":\"%s\",\"photographs\":[\"%s\"],\"want\":9}".formatted(version, hash));
            assertThat(byVersion.path("shares")).isEqualTo(asked.path("shares"));
            assertThat(byVersion.path("why")).isNotEmpty();
            assertThat(byVersion.path("powder").path("visible").asDouble()).isPositive();
            assertThat(lab.text("/api/v1/events?most=50")).contains("inference.made", hash);
            assertThat(asked.path("why").path(0).path("words").asText()).isNotEmpty();
            var overlay = asked.path("photographs").path(0).path("overlay").asText();
            assertThat(overlay).startsWith("/api/v1/files/");
            assertThat(lab.text(overlay)).contains("JFIF");
            assertThat(lab.text("/api/v1/events?most=50")).contains(overlay);
            theLifeOfAModelIsLookedAtOverHttp(lab, Files.readAllBytes(photograph));
            assertThat(upload(lab, "salt", Files.readAllBytes(folder.resolve("cut.jpg")))
                            .path("code")
                            .asText())
                    .isEqualTo("vision.image.truncated");
            assertThat(upload(lab, "pepper", Files.readAllBytes(photograph))
                            .path("code")
                            .asText())
                    .isEqualTo("model.unknown");
            assertThat(lab.text("/vision")).contains("<agate-vision>");
        }
    }

    private static void theLifeOfAModelIsLookedAtOverHttp(LabUnderTest lab, byte[] photograph) throws Exception {
        var before = lab.get("/models/salt/checks");
        assertThat(before.path("checks")).hasSize(11);
        assertThat(before.path("missing").asText()).isEqualTo("0");
        var after = post(lab, "/models/salt/checks", null, photograph);
        assertThat(after.path("checks")).hasSize(12);
        // The other dish of the eleventh morning still shows in the moving averages.
        assertThat(after.path("verdicts"))
                .isNotEmpty()
                .allSatisfy(verdict ->
                        assertThat(verdict.path("drifting").toString()).doesNotContain("JUMP"));
        assertThat(post(lab, "/models/salt/checks", null, new byte[] {1, 2, 3})
                        .path("code")
                        .asText())
                .isEqualTo("vision.image.unreadable");
        assertThat(lab.get("/models/salt/checks").path("checks")).hasSize(12);
        var next = lab.get("/models/salt/next?count=2");
        assertThat(next).hasSize(2);
        assertThat(next.path(0).path("salt").asDouble()
                        + next.path(0).path("sugar").asDouble())
                .isEqualTo(1);
    }

    private int check(String photograph, int day) {
        return agate(
                "vision",
                "check",
                "--model",
                "salt",
                "--data",
                path("data"),
                "--at",
                "2026-11-%02dT08:00:00Z".formatted(day),
                folder.resolve("judge").resolve(photograph).toString());
    }

    private static JsonNode upload(LabUnderTest lab, String model, byte[] photograph) throws Exception {
        return post(lab, "/inferences", model, photograph);
    }

    private static JsonNode post(LabUnderTest lab, String path, @Nullable String model, byte[] photograph)
            throws Exception {
        var body = new ByteArrayOutputStream();
        if (model != null) {
            body.writeBytes("--%s\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\n%s\r\n"
                    .formatted(BOUNDARY, model)
                    .getBytes(StandardCharsets.UTF_8));
        }
        body.writeBytes(
                "--%s\r\nContent-Disposition: form-data; name=\"photograph\"; filename=\"a.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n"
                        .formatted(BOUNDARY)
                        .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(photograph);
        body.writeBytes("\r\n--%s--\r\n".formatted(BOUNDARY).getBytes(StandardCharsets.UTF_8));
        var request = HttpRequest.newBuilder(URI.create(lab.url() + "/api/v1" + path))
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            return JSON.readTree(
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        }
    }
}
