package org.agate.orchestrator.it;

import static org.agate.orchestrator.it.LabUnderTest.count;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What people want of runs, prompts and versions: each word means one thing, and a kill in between changes nothing.
class RunControlIT {

    private static final int DEVICES = 9;
    private static final String WISH = "{\"by\":\"Ada\",\"why\":\"a test\"}";

    private static final String CAREFUL = """
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata:
              name: careful
              labels: {agate.org/kind: workflow}
            spec:
              definition:
                title: Ask, mix, and weigh whatever happens
                outputs: [answer, weighed]
              template:
                from:
                  uri: kamelet:source
                  steps:
                    - step:
                        id: ask
                        steps:
                          - to:
                              uri: operator:ask
                              parameters: {text: "Is the hood closed?", choices: "yes,no", into: answer}
                    - doTry:
                        id: work
                        steps:
                          - to:
                              id: dose
                              uri: kamelet:dose
                              parameters: {material: CsBr, mass: 100 mg}
                          - to:
                              id: first
                              uri: kamelet:mix
                              parameters: {duration: 10 min}
                          - to:
                              id: second
                              uri: kamelet:mix
                              parameters: {duration: 10 min}
                        doFinally:
                          id: always
                          steps:
                            - to:
                                id: weigh
                                uri: kamelet:weigh
                                parameters: {into: weighed}
            """;

    private static final String SHOWING = """
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata:
              name: showing
              labels: {agate.org/kind: workflow}
            spec:
              definition: {title: Photograph and ask}
              template:
                from:
                  uri: kamelet:source
                  steps:
                    - to: {id: dose, uri: "kamelet:dose", parameters: {material: CsBr, mass: 100 mg}}
                    - to: {id: look, uri: "kamelet:photograph"}
                    - step:
                        id: ask
                        steps:
                          - to: {uri: "operator:ask", parameters: {text: "Is it white?", choices: "yes,no"}}
            """;

    @TempDir
    Path folder;

    private LabUnderTest lab() throws IOException {
        return underTest(folder)
                .draft("careful", CAREFUL)
                .draft("showing", SHOWING)
                .with("agate.lab.rate", "500")
                .start()
                .awaitDevices(DEVICES)
                .publish("careful", "showing");
    }

    LabUnderTest underTest(Path folder) {
        return new LabUnderTest(folder);
    }

    private static String order(LabUnderTest lab) {
        return lab.order("careful", 1).getFirst();
    }

    private static JsonNode run(LabUnderTest lab, String id) {
        return lab.get("/runs/" + id).path("run");
    }

    private static void awaitState(LabUnderTest lab, String id, String state) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> run(lab, id).path("state").asText().equals(state));
    }

    private static String awaitPrompt(LabUnderTest lab) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> lab.get("/prompts?open=true").size() == 1);
        return lab.get("/prompts?open=true").get(0).path("id").asText();
    }

    private static JsonNode answer(LabUnderTest lab, String prompt, String answer) {
        return lab.post("/prompts/" + prompt + "/answer", "{\"answer\":\"%s\",\"by\":\"Ada\"}".formatted(answer));
    }

    private static void awaitStep(LabUnderTest lab, String id, String path) {
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            for (var step : lab.get("/runs/" + id).path("steps")) {
                if (step.path("path").asText().equals(path)) {
                    return true;
                }
            }
            return false;
        });
    }

    private static boolean hasStep(LabUnderTest lab, String id, String path) {
        for (var step : lab.get("/runs/" + id).path("steps")) {
            if (step.path("path").asText().equals(path)) {
                return true;
            }
        }
        return false;
    }

    @Test
    void aPromptOutlivesAKillAndTheFirstAnswerWins() throws Exception {
        try (var lab = lab()) {
            var id = order(lab);
            var prompt = awaitPrompt(lab);
            assertThat(answer(lab, prompt, "perhaps").path("code").asText()).isEqualTo("workflow.prompt.answer");
            lab.kill();
            lab.start().awaitDevices(DEVICES);
            assertThat(awaitPrompt(lab)).isEqualTo(prompt);
            assertThat(answer(lab, prompt, "yes").path("answeredBy").asText()).isEqualTo("Ada");
            assertThat(answer(lab, prompt, "no").path("code").asText()).isEqualTo("prompt.answered");
            awaitState(lab, id, "SUCCEEDED");
            assertThat(run(lab, id).path("outputs").findValuesAsText("answer")).containsExactly("yes");
            assertThat(count(lab.get("/prompts"), "answer", "yes")).isEqualTo(1);
        }
    }

    @Test
    void aQuestionShowsTheLatestPhotographOfItsSample() throws Exception {
        try (var lab = lab()) {
            lab.post("/runs", "{\"workflow\":\"showing\",\"by\":\"Ada\"}");
            var prompt = awaitPrompt(lab);
            var photo = lab.get("/prompts?open=true").get(0).path("photo").asText();
            assertThat(photo).hasSize(64);
            assertThat(lab.text("/api/v1/files/" + photo)).hasSizeGreaterThan(1_000);
            assertThat(answer(lab, prompt, "yes").path("photo").asText()).isEqualTo(photo);
        }
    }

    @Test
    void aHeldRunBeginsNoStepAlsoNotAfterAKillAndGoesOnWhenItIsResumed() throws Exception {
        try (var lab = lab()) {
            var id = order(lab);
            answer(lab, awaitPrompt(lab), "yes");
            awaitStep(lab, id, "first/mix");
            assertThat(lab.post("/runs/" + id + "/hold", "{}").path("code").asText())
                    .isEqualTo("run.unsigned");
            lab.post("/runs/" + id + "/hold", WISH);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> count(lab.get("/runs/" + id).path("steps"), "state", "RUNNING") == 0);
            assertThat(run(lab, id).path("state").asText()).isEqualTo("HELD");
            lab.kill();
            lab.start().awaitDevices(DEVICES);
            await().during(Duration.ofSeconds(2))
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> count(lab.get("/runs/" + id).path("steps"), "state", "RUNNING") == 0);
            assertThat(run(lab, id).path("state").asText()).isEqualTo("HELD");
            lab.post("/runs/" + id + "/resume", WISH);
            awaitState(lab, id, "SUCCEEDED");
        }
    }

    @Test
    void aCanceledRunCleansUpAndAnAbortedOneDoesNothingMore() throws Exception {
        try (var lab = lab()) {
            var canceled = order(lab);
            answer(lab, awaitPrompt(lab), "yes");
            awaitStep(lab, canceled, "first/mix");
            lab.post("/runs/" + canceled + "/cancel", WISH);
            awaitState(lab, canceled, "CANCELED");
            assertThat(hasStep(lab, canceled, "weigh/weigh"))
                    .as("the clean-up ran")
                    .isTrue();
            assertThat(hasStep(lab, canceled, "second/load")).isFalse();
            assertThat(lab.post("/runs/" + canceled + "/resume", WISH)
                            .path("code")
                            .asText())
                    .isEqualTo("run.not-possible");

            var aborted = order(lab);
            answer(lab, awaitPrompt(lab), "yes");
            awaitStep(lab, aborted, "first/mix");
            lab.post("/runs/" + aborted + "/abort", WISH);
            awaitState(lab, aborted, "CANCELED");
            assertThat(count(lab.get("/runs/" + aborted).path("steps"), "path", "weigh/load"))
                    .isZero();
        }
    }

    @Test
    void anEditedFileChangesNothingUntilItIsPublishedAndAWrongOneIsRefusedAtThat() throws Exception {
        try (var lab = lab()) {
            var id = order(lab);
            var prompt = awaitPrompt(lab);
            var before = run(lab, id).path("version").asText();
            var file = folder.resolve("data/workflows/careful.kamelet.yaml");
            Files.writeString(file, CAREFUL.replace("100 mg", "90 g"));
            answer(lab, prompt, "yes");
            awaitState(lab, id, "SUCCEEDED");
            assertThat(run(lab, id).path("version").asText()).isEqualTo(before);

            var refused = lab.post("/workflows/careful/publish", "{\"by\":\"Ada\"}");
            assertThat(refused.path("code").asText()).isEqualTo("workflow.parameter.out-of-range");
            assertThat(refused.path("detail").asText()).contains("careful:26:");
            assertThat(run(lab, order(lab)).path("version").asText())
                    .as("the version before stays the one that is run")
                    .isEqualTo(before);

            Files.writeString(file, CAREFUL.replace("100 mg", "90 mg"));
            lab.publish("careful");
            assertThat(run(lab, order(lab)).path("version").asText()).isNotEqualTo(before);
        }
    }
}
