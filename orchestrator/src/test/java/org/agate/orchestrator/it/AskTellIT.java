package org.agate.orchestrator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.agate.orchestrator.asktell.OptimizerDocument;
import org.agate.orchestrator.database.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Somebody else's experiments: asked and told over HTTP, through a kill, and restored elsewhere from the document.
class AskTellIT {

    private static final String FIVE_POWDERS = """
            {"goal": "MAXIMIZE", "initial": 4, "seed": 7,
             "parameters": [
               {"type": "mixture", "name": "powders", "unit": "mg", "total": 200, "step": 1, "most": 3,
                "components": [{"name": "A"}, {"name": "B"}, {"name": "C"}, {"name": "D"}, {"name": "E"}]},
               {"type": "categorical", "name": "binder", "labels": ["none", "PVA"]}],
             "constraints": [{"type": "linear", "weights": {"A": 1, "B": 1}, "relation": "AT_MOST", "bound": 150}]}
            """;

    @TempDir
    Path folder;

    private static double worth(JsonNode recipe) {
        double a = recipe.path("A").asDouble() / 200 - 0.3;
        double c = recipe.path("C").asDouble() / 200 - 0.5;
        return 10 - 20 * (a * a + c * c) + (recipe.path("binder").asText().equals("PVA") ? 1 : 0);
    }

    private static void tell(LabUnderTest lab, JsonNode asked) {
        lab.post(
                "/optimizers/five/tell",
                "{\"id\":%d,\"value\":%s,\"standardDeviation\":0.1}"
                        .formatted(asked.path("id").asInt(), worth(asked.path("recipe"))));
    }

    @Test
    void aCampaignOfSomebodyElseOutlivesAKillAndItsDocumentGivesTheSameNextSuggestion() throws Exception {
        try (var lab =
                new LabUnderTest(folder).with("agate.lab.embedded", "false").start()) {
            assertThat(lab.put("/optimizers/five", FIVE_POWDERS).path("next").asInt())
                    .isZero();
            assertThat(lab.put("/optimizers/five", FIVE_POWDERS).path("code").asText())
                    .isEqualTo("optimizer.taken");
            for (int i = 0; i < 7; i++) {
                tell(lab, lab.post("/optimizers/five/ask", "{}").get(0));
            }
            var vetoed = lab.post("/optimizers/five/ask", "{}").get(0);
            lab.post(
                    "/optimizers/five/veto",
                    "{\"id\":%d}".formatted(vetoed.path("id").asInt()));
            var failed = lab.post("/optimizers/five/ask", "{}").get(0);
            lab.post(
                    "/optimizers/five/fail",
                    "{\"id\":%d}".formatted(failed.path("id").asInt()));
            assertThat(failed.path("recipe")).isNotEqualTo(vetoed.path("recipe"));
            assertThat(failed.path("reason").asText()).contains("after 7 results");

            lab.kill();
            lab.start();
            var document = Json.read(lab.get("/optimizers/five").toString(), OptimizerDocument.class);
            assertThat(document.observations()).hasSize(7);
            assertThat(document.failures()).hasSize(1);
            assertThat(document.vetoed()).hasSize(1);
            var elsewhere = document.restored();
            var next = lab.post("/optimizers/five/ask", "{}").get(0);
            assertThat(next.path("recipe").toString()).isEqualTo(Json.write(elsewhere));

            var own = lab.post(
                    "/optimizers/five/tell",
                    "{\"recipe\":{\"A\":60,\"B\":0,\"C\":100,\"D\":40,\"E\":0,\"binder\":\"PVA\"},\"value\":11}");
            assertThat(own.path("observations")).hasSize(8);
            assertThat(lab.get("/optimizers/five/stopping?tolerance=0.5")).hasSize(4);
            assertThat(lab.get("/optimizers/five/insight").path("relevance")).hasSize(6);
        }
    }

    @Test
    void rubbishIsRefusedWithAdviceAndChangesNothing() throws Exception {
        try (var lab =
                new LabUnderTest(folder).with("agate.lab.embedded", "false").start()) {
            var contradiction = FIVE_POWDERS.replace("\"bound\": 150", "\"bound\": -1");
            assertThat(lab.put("/optimizers/none", contradiction).path("code").asText())
                    .isEqualTo("space.contradiction");
            assertThat(lab.put("/optimizers/none", "{\"goal\":\"MAXIMIZE\"}")
                            .path("code")
                            .asText())
                    .isEqualTo("optimizer.incomplete");
            assertThat(lab.get("/optimizers")).isEmpty();
            assertThat(lab.post("/optimizers/none/ask", "{}").path("code").asText())
                    .isEqualTo("optimizer.unknown");
            lab.put("/optimizers/five", FIVE_POWDERS);
            assertThat(lab.post("/optimizers/five/tell", "{\"id\":3,\"value\":1}")
                            .path("code")
                            .asText())
                    .isEqualTo("suggestion.not-awaited");
            assertThat(lab.post("/optimizers/five/tell", "{\"recipe\":{\"A\":1},\"value\":1}")
                            .path("code")
                            .asText())
                    .isEqualTo("space.recipe.missing");
            assertThat(lab.post("/optimizers/five/ask?count=1000", "{}")
                            .path("code")
                            .asText())
                    .isEqualTo("optimizer.count");
            assertThat(lab.get("/optimizers/five").path("observations")).isEmpty();
            var reaching = FIVE_POWDERS.replace("\"goal\": \"MAXIMIZE\"", "\"target\": 9.5");
            assertThat(lab.put("/optimizers/reach", reaching).path("target").asDouble())
                    .isEqualTo(9.5);
            assertThat(lab.post("/optimizers/reach/ask?count=2", "{}")).hasSize(2);
        }
    }

    @Test
    void aBorderIsSearchedAndAnAimThatIsNoneIsRefused() throws Exception {
        try (var lab =
                new LabUnderTest(folder).with("agate.lab.embedded", "false").start()) {
            var line = """
                    {"aim": %s, "initial": 2, "parameters":
                      [{"type": "continuous", "name": "T", "unit": "Cel", "lower": 0, "upper": 100}]}
                    """;
            assertThat(lab.put("/optimizers/phase", line.formatted("{\"type\": \"edge\"}"))
                            .path("code")
                            .asText())
                    .isEqualTo("optimizer.aim.type");
            lab.put("/optimizers/phase", line.formatted("{\"type\": \"border\", \"level\": 0.5}"));
            String reason = "";
            double below = 0;
            double above = 100;
            for (int i = 0; i < 12; i++) {
                var asked = lab.post("/optimizers/phase/ask", "{}").get(0);
                double t = asked.path("recipe").path("T").asDouble();
                below = t < 37 ? Math.max(below, t) : below;
                above = t < 37 ? above : Math.min(above, t);
                reason = asked.path("reason").asText();
                lab.post(
                        "/optimizers/phase/tell",
                        "{\"id\":%d,\"value\":%d}".formatted(asked.path("id").asInt(), t < 37 ? 0 : 1));
            }
            assertThat(above - below).isLessThan(10);
            assertThat(reason).startsWith("Most is learned here of where 0.5 is crossed");
        }
    }
}
