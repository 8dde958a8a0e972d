package org.agate.orchestrator.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.agate.vision.drift.ChartFile;
import org.agate.vision.drift.Check.Verdict;
import org.agate.vision.drift.ControlChart;
import org.agate.vision.inference.ModelFile;
import org.agate.vision.quality.Defect;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `agate vision check`.
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Photograph the same reference dish each morning: has the camera, the lamp or the model drifted?",
            "The first ten are the baseline. Exit code 1 when something drifts."
        })
final class VisionCheckCommand implements Callable<Integer> {

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Parameters(paramLabel = "FILE", description = "photograph of the reference dish")
    private Path file = Path.of(".");

    @Option(names = "--at", description = "when it was taken, such as 2026-11-26T08:00:00Z (default: now)")
    private @Nullable Instant at;

    @Override
    public Integer call() {
        var learnt = model.read();
        var chartFile = ModelFile.chartOf(model.existing(), learnt.card());
        var check = learnt.check(InputFile.bytes(file), at == null ? Instant.now() : at);
        if (!check.defects().isEmpty()) {
            System.out.println("Not kept: " + Defect.words(check.defects()));
            return 1;
        }
        var chart = ChartFile.append(chartFile, check);
        if (chart.missing() > 0) {
            System.out.printf("Baseline: %d of %d.%n", chart.checks().size(), ControlChart.BASELINE);
            return 0;
        }
        var verdicts = chart.verdicts();
        verdicts.forEach(verdict -> System.out.println(words(verdict)));
        System.out.printf("Chart: %s%n", chartFile);
        return verdicts.stream().allMatch(verdict -> verdict.drifting().isEmpty()) ? 0 : 1;
    }

    private static String words(Verdict verdict) {
        return "%-10s %8.4f, usually %.4f ± %.4f%s"
                .formatted(
                        verdict.figure(),
                        verdict.value(),
                        verdict.centre(),
                        verdict.deviation(),
                        verdict.drifting().stream().map(sign -> "  " + sign).collect(Collectors.joining()));
    }
}
