package org.agate.orchestrator.it;

import static org.agate.orchestrator.it.LabUnderTest.count;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A camera that sees nothing good: every reason has its name, no number comes of it, and a person is asked only when
/// robots cannot help.
class RetakeIT {

    private static final int DEVICES = 9;
    private static final int SAMPLES = 8;
    private static final Duration LONG = Duration.ofMinutes(4);

    /// The first twelve samples are standards.
    private static final String FAULTS = """
            faults:
              profile: none
              script:
                - {after: PT0S, device: camera-1, fault: COVERED_LENS, sample: S-00013, times: 3}
                - {after: PT0S, device: camera-1, fault: DEAD_LAMP, sample: S-00014}
                - {after: PT0S, device: camera-1, fault: BLUR, sample: S-00015}
                - {after: PT0S, device: camera-1, fault: EMPTY_DISH, sample: S-00016}
                - {after: PT0S, device: camera-1, fault: WRONG_DISH, sample: S-00017, times: 2}
                - {after: PT0S, device: camera-1, fault: SHAKE, sample: S-00018}
                - {after: PT0S, device: camera-1, fault: EMPTY_DISH, sample: S-00019, times: 3}
            """;

    @TempDir
    Path folder;

    private Path scenario() throws IOException {
        try (var shipped = getClass().getResourceAsStream("/agate-scenarios/cspbbr3.yaml")) {
            return Files.writeString(folder.resolve("bad-days.yaml"), new String(shipped.readAllBytes()) + FAULTS);
        }
    }

    @Test
    void badPhotographsAreNamedTakenAgainAndAtLastAskedAboutAndNeverBecomeANumber() throws IOException {
        try (var lab = new LabUnderTest(folder)
                .with("agate.lab.scenario", scenario().toString())
                .start()
                .awaitDevices(DEVICES)) {
            long id = lab.startCampaign(
                    "{\"name\":\"bad days\",\"kind\":\"CSPBBR3\",\"samples\":%d,\"seed\":3,\"inFlight\":4}"
                            .formatted(SAMPLES));

            var covered = awaitPrompt(lab, "S-00013");
            assertThat(covered.path("question").asText()).contains("LENS_COVERED", "uncover the lens");
            assertThat(covered.path("photo").asText()).isNotEmpty();
            int measured = lab.campaign(id).path("measured").asInt();
            await().atMost(LONG)
                    .untilAsserted(
                            () -> assertThat(lab.campaign(id).path("measured").asInt())
                                    .as("others go on while a person is waited for")
                                    .isGreaterThan(measured));
            answer(lab, covered, "photograph again");
            answer(lab, awaitPrompt(lab, "S-00019"), "give up");
            lab.awaitState(id, "FINISHED", LONG);

            Map.of(
                            "S-00013", "LENS_COVERED",
                            "S-00014", "LAMP_OUT",
                            "S-00015", "BLURRED",
                            "S-00016", "EMPTY",
                            "S-00017", "WRONG_DISH",
                            "S-00018", "SHAKEN",
                            "S-00019", "EMPTY")
                    .forEach((sample, reason) -> {
                        var first =
                                lab.get("/samples/" + sample).path("readings").path(0);
                        assertThat(first.path("defects").asText()).as(sample).isEqualTo(reason);
                        assertThat(first.path("share").isNull()).as(sample).isTrue();
                    });
            assertThat(lab.get("/samples/S-00013").path("readings")).hasSize(4);
            assertThat(lab.get("/samples/S-00017").path("readings")).hasSize(3);
            assertThat(lab.get("/samples/S-00014").path("readings")).hasSize(2);

            var truth = new TwinTruth(folder.resolve("data"));
            int told = 0;
            for (var experiment : lab.get("/campaigns/%d/observations".formatted(id))) {
                var sample = experiment.path("sample").asText();
                assertThat(sample).isNotEqualTo("S-00019");
                var readings = lab.get("/samples/" + sample).path("readings");
                var last = readings.path(readings.size() - 1);
                assertThat(last.path("share").asDouble())
                        .as(sample)
                        .isCloseTo(
                                truth.product(sample),
                                within(5 * last.path("standardDeviation").asDouble()));
                assertThat(last.path("why").path(0).path("words").asText()).isNotEmpty();
                told++;
            }
            assertThat(told).isEqualTo(SAMPLES);
            assertWholeStory(lab, id);
        }
    }

    /// From standards to observations with their uncertainty, every step and every photograph on record.
    private static void assertWholeStory(LabUnderTest lab, long id) {
        var campaign = lab.campaign(id);
        assertThat(campaign.path("simulated").asBoolean()).isTrue();
        assertThat(campaign.path("modelVersion").asText()).startsWith("CsPbBr3-");
        assertThat(campaign.path("measured").asInt()).isEqualTo(SAMPLES);
        for (var experiment : lab.get("/campaigns/%d/observations".formatted(id))) {
            assertThat(experiment.path("standardDeviation").asDouble()).isBetween(0.1, 20.0);
        }
        assertThat(lab.text("/api/v1/campaigns/%d/observations?format=csv".formatted(id)))
                .startsWith("number,ratio,mix_min,force_N")
                .hasLineCount(SAMPLES + 1);
        assertThat(lab.get("/campaigns/%d/stopping?tolerance=1".formatted(id))).hasSize(4);
        assertThat(lab.get("/campaigns/%d/insight".formatted(id)).path("relevance"))
                .hasSize(7);

        // Twelve standards of 15 steps and nine samples of 21, each step journaled, each command ended once.
        var runs = lab.get("/runs?campaign=" + id);
        assertThat(count(runs, "state", "SUCCEEDED")).isGreaterThanOrEqualTo(12 + SAMPLES + 1);
        for (var run : runs) {
            var detail = lab.get("/runs/" + run.path("id").asText());
            assertThat(count(detail.path("steps"), "state", "SUCCEEDED"))
                    .isEqualTo(detail.path("steps").size());
            for (var command : detail.path("commands")) {
                assertThat(command.path("state").asText()).isIn("SUCCEEDED", "REJECTED");
            }
        }
        for (var sample : lab.get("/samples?campaign=" + id)) {
            assertThat(sample.path("sample").path("position").asText())
                    .isEqualTo(sample.path("sample").path("home").asText());
            assertThat(sample.path("captures").size()).isGreaterThanOrEqualTo(3);
            for (var reading : sample.path("readings")) {
                assertThat(reading.path("why").isEmpty())
                        .isEqualTo(reading.path("share").isNull());
            }
            if (!sample.path("readings").isEmpty()) {
                var overlay = sample.path("captures").path(0).path("overlay").asText();
                assertThat(lab.text("/api/v1/files/" + overlay)).contains("JFIF");
            }
        }
    }

    private static JsonNode awaitPrompt(LabUnderTest lab, String sample) {
        return await().atMost(LONG)
                .until(
                        () -> {
                            for (var prompt : lab.get("/prompts")) {
                                if (prompt.path("sample").asText().equals(sample)) {
                                    return prompt;
                                }
                            }
                            return null;
                        },
                        java.util.Objects::nonNull);
    }

    private static void answer(LabUnderTest lab, JsonNode prompt, String answer) {
        lab.post(
                "/prompts/%s/answer".formatted(prompt.path("id").asText()),
                "{\"answer\":\"%s\",\"by\":\"Ada\",\"why\":\"I looked\"}".formatted(answer));
    }
}
