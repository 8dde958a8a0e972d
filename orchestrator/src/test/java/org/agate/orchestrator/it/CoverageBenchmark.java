package org.agate.orchestrator.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How often the interval of a value that reached the optimizer holds what is truly in the vial: in the closed loop,
/// where the optimizer chooses the samples, so that they are no random draw from what the standards were.
///
/// Not part of the test run; docs/reference/numbers.md has the command.
class CoverageBenchmark {

    private static final int DEVICES = 9;
    private static final int SAMPLES = Integer.getInteger("agate.bench.samples", 100);
    private static final int SEEDS = Integer.getInteger("agate.bench.seeds", 3);
    private static final double NORMAL_90 = 1.645;

    @TempDir
    Path folder;

    /// One value in the loop, shares 0 to 1.
    private record Told(double truth, double share, double sd) {
        boolean isCovered() {
            return Math.abs(share - truth) <= NORMAL_90 * sd;
        }
    }

    @Test
    void coverage() {
        var all = new ArrayList<Told>();
        int refused = 0;
        for (int seed = 1; seed <= SEEDS; seed++) {
            var home = folder.resolve("seed-" + seed);
            home.toFile().mkdirs();
            try (var lab = new LabUnderTest(home)
                    .with("agate.lab.seed", String.valueOf(seed))
                    .start()
                    .awaitDevices(DEVICES)) {
                long id = lab.startCampaign(
                        "{\"name\":\"coverage\",\"kind\":\"CSPBBR3\",\"samples\":%d,\"seed\":%d,\"inFlight\":4}"
                                .formatted(SAMPLES, seed));
                lab.awaitState(id, "FINISHED", Duration.ofHours(2));
                var truth = new TwinTruth(home.resolve("data"));
                for (var experiment : lab.get("/campaigns/%d/observations".formatted(id))) {
                    var sample = experiment.path("sample").asText();
                    var readings = lab.get("/samples/" + sample).path("readings");
                    refused += readings.size() - 1;
                    var last = readings.path(readings.size() - 1);
                    all.add(told(truth.product(sample), last));
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%d values of %d campaigns; photographs of %d captures were refused and taken again%n%n",
                all.size(),
                SEEDS,
                refused);
        System.out.println(
                "| true share | values | mean error, points | bias, points | half width of the 90 % interval | covered |");
        System.out.println("|---|---|---|---|---|---|");
        row("all", all, told -> true);
        row("below 1/3", all, told -> told.truth() < 1 / 3.0);
        row("1/3 to 2/3", all, told -> told.truth() >= 1 / 3.0 && told.truth() <= 2 / 3.0);
        row("above 2/3", all, told -> told.truth() > 2 / 3.0);
    }

    private static Told told(double truth, JsonNode reading) {
        return new Told(
                truth,
                reading.path("share").asDouble(),
                reading.path("standardDeviation").asDouble());
    }

    private static void row(String name, List<Told> all, Predicate<Told> wanted) {
        var part = all.stream().filter(wanted).toList();
        System.out.printf(
                Locale.ROOT,
                "| %s | %d | %.2f | %+.2f | %.2f | %.0f %% |%n",
                name,
                part.size(),
                100
                        * part.stream()
                                .mapToDouble(each -> Math.abs(each.share() - each.truth()))
                                .average()
                                .orElse(0),
                100
                        * part.stream()
                                .mapToDouble(each -> each.share() - each.truth())
                                .average()
                                .orElse(0),
                100 * NORMAL_90 * part.stream().mapToDouble(Told::sd).average().orElse(0),
                100 * part.stream().filter(Told::isCovered).count() / (double) Math.max(1, part.size()));
    }
}
