package org.agate.orchestrator.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.agate.orchestrator.database.Json;
import org.agate.vision.data.LabelledFolder;
import org.agate.vision.evaluation.Evaluation;
import org.agate.vision.evaluation.EvaluationReport;
import org.agate.vision.evaluation.Figures;
import org.agate.vision.evaluation.NoveltyCurve;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `agate vision evaluate`.
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = "Judge a model on labelled photographs that it has not learnt from.")
final class VisionEvaluateCommand implements Callable<Integer> {

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Parameters(paramLabel = "DIR", description = "labelled like those to learn from")
    private Path folder = Path.of(".");

    @Option(
            names = "--report",
            paramLabel = "FILE.html",
            description = "write plots, coverage, and from which change of light on it is noticed")
    private @Nullable Path report;

    @Option(names = "--json", paramLabel = "FILE", description = "write the figures as JSON")
    private @Nullable Path json;

    @Override
    public Integer call() {
        var page = Destination.of("--report", report);
        var figuresFile = Destination.of("--json", json);
        var learnt = model.read();
        var photographs = LabelledFolder.read(folder);
        var evaluation = Evaluation.of(learnt, photographs);
        var figures = evaluation.figures();
        System.out.printf("%s on %d photographs%n", learnt.card().version(), figures.n());
        if (evaluation.known() > 0) {
            System.out.printf("It has learnt from %d of them: the figures flatter it.%n", evaluation.known());
        }
        System.out.println("| | n | mae | rmse | coverage 90 % | mean width 90 % | flagged | ms |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        print("all", figures);
        evaluation.thirds().forEach(third -> print("third %d of the range".formatted(third.number()), third.figures()));
        figuresFile.write(Json.write(figures));
        if (page.isWanted()) {
            page.write(EvaluationReport.html(evaluation, NoveltyCurve.of(learnt, photographs)));
            System.out.printf("Report: %s%n", report);
        }
        return 0;
    }

    private static void print(String name, Figures row) {
        System.out.printf(
                "| %s | %d | %.2f | %.2f | %.1f %% | %.1f | %.1f %% | %.0f |%n",
                name,
                row.n(),
                row.mae(),
                row.rmse(),
                100 * row.coverage90(),
                row.meanWidth90(),
                100 * row.flaggedFraction(),
                row.msPerPhoto());
    }
}
