package org.agate.vision.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.agate.vision.drift.Check.Sign;
import org.agate.vision.quality.Defect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Mornings on which the same dish is photographed.
class ControlChartTest {

    private static final Instant START = Instant.parse("2026-11-01T08:00:00Z");

    private static Check morning(int day, double red, double share) {
        return new Check(START.plus(Duration.ofDays(day)), Map.of("red", red, "share", share));
    }

    /// Quiet mornings, then some whose red has moved by so many deviations of 0.02 each day.
    private static List<Check> mornings(long seed, int quiet, int drifting, double perDay) {
        var random = new SplittableRandom(seed);
        var checks = new ArrayList<Check>();
        for (int day = 0; day < quiet + drifting; day++) {
            double moved = 0.02 * perDay * Math.max(0, day - quiet + 1);
            checks.add(morning(day, 5 + moved + 0.02 * random.nextGaussian(), 0.5 + 0.01 * random.nextGaussian()));
        }
        return checks;
    }

    private static List<Sign> red(List<Check> checks) {
        return new ControlChart(checks)
                .verdicts().stream()
                        .filter(verdict -> verdict.figure().equals("red"))
                        .findFirst()
                        .orElseThrow()
                        .drifting();
    }

    @Test
    void quietMorningsRarelyRaiseAnAlarmOfAnyFigure() {
        int alarms = 0;
        for (int seed = 0; seed < 1_000; seed++) {
            alarms += new ControlChart(mornings(seed, 14, 0, 0))
                            .verdicts().stream()
                                    .allMatch(verdict -> verdict.drifting().isEmpty())
                    ? 0
                    : 1;
        }
        // One of a hundred is promised, over all figures and signs.
        assertThat(alarms).isLessThan(20);
    }

    @Test
    void aBrokenLampIsAJumpAndAnAgeingOneATrend() {
        int jumps = 0;
        int trends = 0;
        for (int seed = 0; seed < 100; seed++) {
            jumps += red(mornings(seed, 10, 1, 12)).contains(Sign.JUMP) ? 1 : 0;
            trends += red(mornings(seed, 10, 14, 0.4)).contains(Sign.TREND) ? 1 : 0;
        }
        assertThat(jumps).isGreaterThan(90);
        assertThat(trends).isGreaterThan(70);
    }

    @Test
    void aShortChartSaysHowManyMorningsAreMissing() {
        var chart = new ControlChart(mornings(1, 8, 0, 0));
        assertThat(chart.missing()).isEqualTo(2);
        assertThatThrownBy(chart::verdicts).hasMessageContaining("(8)");
    }

    @Test
    void checksAreKeptAsTheyAreAndABrokenLineIsNamed(@TempDir Path folder) throws IOException {
        var file = folder.resolve("checks.csv");
        assertThat(ChartFile.read(file)).isEmpty();
        Files.createFile(file);
        assertThat(ChartFile.read(file)).isEmpty();
        var checks = mornings(3, 3, 0, 0);
        checks.forEach(check -> ChartFile.append(file, check));
        assertThat(ChartFile.read(file)).isEqualTo(checks);
        Files.writeString(file, Files.readString(file) + "yesterday,1,2\n");
        assertThatThrownBy(() -> ChartFile.read(file)).hasMessageContaining("checks.csv:5");
    }

    @Test
    void aSpoiltPhotographAndOneOfYesterdayAreNoChecks(@TempDir Path folder) {
        var file = folder.resolve("checks.csv");
        ChartFile.append(file, morning(3, 5, 0.5));
        assertThatThrownBy(() -> ChartFile.append(
                        file, new Check(START.plus(Duration.ofDays(4)), Map.of("red", 5.0), Set.of(Defect.BLURRED))))
                .hasMessageContaining("no check");
        assertThatThrownBy(() -> ChartFile.append(file, morning(2, 5, 0.5))).hasMessageContaining("before the last");
        assertThat(ChartFile.read(file)).hasSize(1);
    }
}
