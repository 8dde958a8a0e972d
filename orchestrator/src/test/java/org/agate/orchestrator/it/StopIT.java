package org.agate.orchestrator.it;

import static org.agate.orchestrator.it.LabUnderTest.count;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a stop of the lab does to what runs, to what waits, and to the vials.
class StopIT {

    private static final int DEVICES = 9;
    private static final Duration LONG = Duration.ofSeconds(60);

    private static final String MIXING = """
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata:
              name: mixing
              labels: {agate.org/kind: workflow}
            spec:
              definition: {title: Ask and mix, outputs: [answer]}
              template:
                from:
                  uri: kamelet:source
                  steps:
                    - step:
                        id: ask
                        steps:
                          - to:
                              uri: operator:ask
                              parameters: {text: "Is the hood closed?", choices: "yes,no", default: "yes", due: 5 min, into: answer}
                    - to: {id: dose, uri: "kamelet:dose", parameters: {material: CsBr, mass: 100 mg}}
                    - to: {id: mix, uri: "kamelet:mix", parameters: {duration: 10 min}}
            """;

    @TempDir
    private Path folder;

    private static List<String> states(LabUnderTest lab, List<String> ids) {
        return ids.stream()
                .map(id -> lab.get("/runs/" + id).path("run").path("state").asText())
                .toList();
    }

    private static boolean works(LabUnderTest lab, String device) {
        for (JsonNode card : lab.get("/devices")) {
            if (card.path("id").asText().equals(device)) {
                return card.path("activity").asText().equals("BUSY");
            }
        }
        return false;
    }

    @Test
    void aStopNeedsNoNameEndsWhatRunsAndWhatWaitsBeginsOnlyWhenAPersonWantsIt() throws Exception {
        try (var lab = new LabUnderTest(folder)
                .draft("mixing", MIXING)
                .with("agate.lab.rate", "200")
                .with("agate.in-flight", "1")
                .start()
                .awaitDevices(DEVICES)
                .publish("mixing")) {
            var ordered = lab.order("mixing", 3);
            await().atMost(LONG).until(() -> works(lab, "mixer-1"));
            // Nobody answered the question: its preset did, and says so.
            var prompt = lab.get("/prompts").get(0);
            assertThat(prompt.path("answer").asText()).isEqualTo("yes");
            assertThat(prompt.path("answeredBy").asText()).isEqualTo("default");

            var stopped = lab.post("/stop", "{\"engaged\":true}");
            assertThat(stopped.path("engaged").asBoolean()).isTrue();
            assertThat(stopped.path("devices")).hasSize(DEVICES);
            await().atMost(LONG).until(() -> count(lab.get("/devices"), "stopped", "true") == DEVICES);
            await().atMost(LONG)
                    .until(() -> !lab.get("/runs/" + ordered.getFirst())
                            .path("run")
                            .path("ended")
                            .isNull());
            // Its vial stands where it stood, and what is in it is in doubt.
            var sample = lab.get("/runs/" + ordered.getFirst())
                    .path("run")
                    .path("sample")
                    .asText();
            var vial = lab.get("/samples/" + sample).path("sample");
            assertThat(vial.path("condition").asText()).isEqualTo("QUARANTINED");

            lab.post("/stop", "{\"engaged\":false,\"by\":\"Ada\",\"reason\":\"all is well\"}");
            lab.get("/devices")
                    .forEach(card -> lab.post("/devices/" + card.path("id").asText() + "/clear", "{}"));
            lab.awaitDevices(DEVICES);
            lab.post("/samples/home", "{\"by\":\"Ada\"}");
            // What is ordered now is done, while what waited before the stop still waits.
            var later = lab.order("mixing", 1).getFirst();
            await().atMost(LONG).until(() -> states(lab, List.of(later)).equals(List.of("SUCCEEDED")));
            var waiting = ordered.subList(1, 3);
            assertThat(states(lab, waiting)).containsOnly("HELD");
            lab.post("/runs/resume", "{\"by\":\"Ada\",\"why\":\"all is well\"}");
            await().atMost(LONG).until(() -> states(lab, waiting).equals(List.of("SUCCEEDED", "SUCCEEDED")));
        }
    }
}
