package org.agate.orchestrator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What a demo found: as a sentence, as JSON, and as a report.
///
record DemoResult(String objective, boolean finished, ObjectNode content, JsonNode campaign) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static DemoResult of(
            org.agate.orchestrator.campaign.CampaignPlan plan,
            JsonNode campaign,
            JsonNode experiments,
            Truth truth,
            double wallSeconds,
            double labSeconds) {
        var content = JSON.createObjectNode();
        List<JsonNode> measured = new ArrayList<>();
        experiments.forEach(e -> {
            if (e.path("state").asText().equals("MEASURED")) {
                measured.add(e);
            }
        });
        measured.sort(Comparator.comparingInt(e -> e.path("order").asInt()));
        content.put("samples", measured.size());
        var best = campaign.path("best").path("experiment");
        content.set("best", best.isMissingNode() ? JSON.nullNode() : entry(best, truth));
        var trace = content.putArray("trace");
        measured.forEach(e -> trace.add(entry(e, truth)));
        content.put("wallSeconds", wallSeconds);
        content.put("simulatedSeconds", labSeconds);
        content.put("failedSamples", campaign.path("failed").asInt());
        boolean finished = campaign.path("state").asText().equals("FINISHED") && measured.size() > 0;
        return new DemoResult(campaign.path("objective").asText(), finished, content, campaign);
    }

    private static ObjectNode entry(JsonNode experiment, Truth truth) {
        var entry = JSON.createObjectNode();
        entry.set("recipe", experiment.path("recipe"));
        entry.put("inferred", experiment.path("value").asDouble());
        entry.put("sd", experiment.path("standardDeviation").asDouble());
        entry.put("truth", truth.of(experiment.path("recipe")));
        return entry;
    }

    String json() {
        return content.toPrettyString() + "\n";
    }

    String summary() {
        var best = content.path("best");
        if (best.isNull()) {
            return "Nothing was measured: " + campaign.path("reason").asText();
        }
        var truth = best.path("truth").isNull()
                ? "nobody knows"
                : "%.2f".formatted(best.path("truth").asDouble());
        return """

                Best of %d by %s
                  recipe     %s
                  measured   %.3f ± %.2g
                  predicted  %.3f ± %.2g
                  truth      %s (the simulator's own value)
                %d samples failed; %.0f s, %.1f h of lab time.""".formatted(
                        content.path("samples").asInt(),
                        objective,
                        DemoProgress.recipe(best.path("recipe")),
                        best.path("inferred").asDouble(),
                        best.path("sd").asDouble(),
                        campaign.path("best").path("predicted").asDouble(),
                        campaign.path("best").path("predictedSd").asDouble(),
                        truth,
                        content.path("failedSamples").asInt(),
                        content.path("wallSeconds").asDouble(),
                        content.path("simulatedSeconds").asDouble() / 3600);
    }

    String markdown() {
        var text = new StringBuilder("# Campaign %s%s\n%s\n\n## Every sample, in the order measured\n\n"
                .formatted(
                        campaign.path("name").asText(),
                        campaign.path("simulated").asBoolean() ? " (SIMULATED)" : "",
                        summary()));
        text.append("| # | recipe | measured | sd | truth |\n|---|---|---|---|---|\n");
        int number = 1;
        for (var entry : content.path("trace")) {
            text.append("| %d | %s | %.3f | %.2g | %s |\n"
                    .formatted(
                            number++,
                            DemoProgress.recipe(entry.path("recipe")),
                            entry.path("inferred").asDouble(),
                            entry.path("sd").asDouble(),
                            entry.path("truth").isNull()
                                    ? ""
                                    : "%.2f".formatted(entry.path("truth").asDouble())));
        }
        return text.toString();
    }
}
