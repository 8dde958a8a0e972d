package org.agate.orchestrator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.agate.orchestrator.campaign.CampaignPlan;
import org.agate.orchestrator.process.AgateClient;
import org.agate.orchestrator.process.ServerProcess;
import org.jspecify.annotations.Nullable;

/// Follows a campaign from the command line: a line per sample, a bar, the best so far, and when it will be done.
final class DemoProgress {

    private static final long LOOK_MILLIS = 250;
    private static final int BAR = 24;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final AgateClient client;
    private final ServerProcess server;
    private final Truth truth;
    private final Path log;
    private final boolean terminal =
            System.console() != null && System.console().isTerminal();
    private final Set<Integer> told = new HashSet<>();
    private final Instant start = Instant.now();
    private @Nullable Instant firstSample;
    private long lastEvent;

    DemoProgress(AgateClient client, ServerProcess server, Truth truth, Path log) {
        this.client = client;
        this.server = server;
        this.truth = truth;
        this.log = log;
    }

    /// Waits until the server answers and so many devices are leased; none for a table.
    void awaitServer(int devices) throws InterruptedException, IOException {
        boolean robots = devices > 0;
        System.out.println(robots ? "Starting broker, laboratory (SIMULATED) and server …" : "Starting server …");
        var end = Instant.now().plus(PATIENCE);
        while (!client.isUp() || robots && !(ready(client.get("/devices"), devices) && labTime() > 0)) {
            if (!server.isAlive() || Instant.now().isAfter(end)) {
                throw new IllegalStateException("the server did not come up; its log: " + log);
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    static boolean ready(JsonNode devices, int expected) {
        boolean all = devices.size() >= expected;
        for (var device : devices) {
            all &= device.path("leased").asBoolean();
        }
        return all;
    }

    /// Starts the campaign and follows it to its end.
    DemoResult run(CampaignPlan plan) throws InterruptedException, IOException {
        var began = Instant.now();
        var labBegan = labTime();
        var campaign = client.post("/campaigns", plan);
        var id = campaign.path("id").asLong();
        while (true) {
            var state = campaign.path("state").asText();
            events(id);
            samples(plan, client.get("/campaigns/%d/experiments".formatted(id)));
            bar(plan, campaign);
            if (state.equals("FINISHED") || state.equals("FAILED")) {
                break;
            }
            if (!server.isAlive()) {
                throw new IllegalStateException("the server ended; its log: " + log);
            }
            Thread.sleep(LOOK_MILLIS);
            campaign = client.get("/campaigns/" + id);
        }
        line("");
        double wall = Duration.between(began, Instant.now()).toMillis() / 1000.0;
        double lab = Math.max(0, labTime() - labBegan);
        return DemoResult.of(plan, campaign, client.get("/campaigns/%d/experiments".formatted(id)), truth, wall, lab);
    }

    /// Seconds of lab time; zero without a virtual clock.
    private double labTime() throws InterruptedException, IOException {
        return client.get("/clock").path("labSeconds").asDouble();
    }

    /// The calibration's progress, and what went wrong.
    private void events(long campaign) throws InterruptedException, IOException {
        for (var event : client.get("/events?most=200&campaign=" + campaign)) {
            if (event.path("id").asLong() <= lastEvent) {
                continue;
            }
            lastEvent = event.path("id").asLong();
            var kind = event.path("kind").asText();
            if (kind.startsWith("calibration.") || kind.endsWith(".failed") || kind.equals("inference.refused")) {
                line("  " + event.path("text").asText().replace('\n', ' '));
            }
        }
    }

    private void samples(CampaignPlan plan, JsonNode experiments) {
        List<JsonNode> fresh = new ArrayList<>();
        for (var experiment : experiments) {
            if (experiment.path("state").asText().equals("MEASURED")
                    && told.add(experiment.path("number").asInt())) {
                fresh.add(experiment);
            }
        }
        fresh.sort(java.util.Comparator.comparingInt(e -> e.path("order").asInt()));
        for (var experiment : fresh) {
            if (firstSample == null) {
                firstSample = Instant.now();
            }
            line("  %2d/%d  %-8s %9.3f ± %-7.2g %s"
                    .formatted(
                            experiment.path("number").asInt(),
                            plan.samples(),
                            experiment.path("sample").asText("").replace("null", "row"),
                            experiment.path("value").asDouble(),
                            experiment.path("standardDeviation").asDouble(),
                            recipe(experiment.path("recipe"))));
        }
    }

    static String recipe(JsonNode recipe) {
        var text = new StringBuilder();
        recipe.properties()
                .forEach(entry -> text.append(entry.getKey())
                        .append(' ')
                        .append(String.format(
                                Locale.ROOT, "%.4g", entry.getValue().asDouble()))
                        .append("  "));
        return text.toString().trim();
    }

    private void bar(CampaignPlan plan, JsonNode campaign) {
        if (!terminal) {
            return;
        }
        int done = campaign.path("measured").asInt();
        int filled = BAR * done / plan.samples();
        var best = campaign.path("best");
        var bestText = best.isMissingNode() || best.isNull()
                ? campaign.path("state").asText().toLowerCase(Locale.ROOT)
                : "best %.3f ± %.2g"
                        .formatted(
                                best.path("predicted").asDouble(),
                                best.path("predictedSd").asDouble());
        System.out.printf(
                "\r\u001b[K[%s%s] %d/%d  %s  %s",
                "#".repeat(filled), "·".repeat(BAR - filled), done, plan.samples(), bestText, eta(plan, done));
        System.out.flush();
    }

    private String eta(CampaignPlan plan, int done) {
        if (firstSample == null || done < 2) {
            return "%d s so far"
                    .formatted(Duration.between(start, Instant.now()).toSeconds());
        }
        double each = Duration.between(firstSample, Instant.now()).toMillis() / 1000.0 / (done - 1);
        return "done in about %.0f s".formatted(each * (plan.samples() - done));
    }

    private void line(String text) {
        System.out.println((terminal ? "\r\u001b[K" : "") + text);
    }
}
