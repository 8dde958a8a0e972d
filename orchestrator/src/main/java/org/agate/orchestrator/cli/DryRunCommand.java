package org.agate.orchestrator.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.agate.orchestrator.database.Json;
import org.agate.orchestrator.dryrun.DryRun;
import org.agate.orchestrator.dryrun.DryRunReport.Plan;
import org.agate.orchestrator.dryrun.ReportPage;
import org.agate.orchestrator.lab.Laboratories;
import org.agate.workflows.definition.WorkflowLibrary;
import org.agate.workflows.validation.Finding;
import org.agate.workflows.validation.Materials;
import org.agate.workflows.validation.Validator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `agate dry-run`. Exit codes: 0 every run would succeed, 1 one would not, 3 the workflow is not valid.
@Command(
        name = "dry-run",
        mixinStandardHelpOptions = true,
        description = "Run a workflow in a simulated lab of its own, on virtual time: what would it take?",
        footer = {"", "Exit codes: 0 every run would succeed, 1 one would not, 3 the workflow is not valid."})
final class DryRunCommand implements Callable<Integer> {

    private static final int INVALID = 3;
    private static final int MOST_SAMPLES = 1_000;

    @Parameters(paramLabel = "WORKFLOW", description = "a file, or the name of a shipped one")
    private String workflow = "";

    @Option(names = "--samples", defaultValue = "1", description = "how many runs (default: ${DEFAULT-VALUE})")
    private int samples = 1;

    @Option(names = "--seed", defaultValue = "7", description = "of the twin's noise (default: ${DEFAULT-VALUE})")
    private long seed = 7;

    @Option(
            names = "--scenario",
            defaultValue = "cspbbr3",
            description = "the simulated lab (default: ${DEFAULT-VALUE})")
    private String scenario = "cspbbr3";

    @Option(names = "--report", paramLabel = "FILE.html", description = "write the report")
    private @Nullable Path report;

    @Option(names = "--json", paramLabel = "FILE", description = "write the figures as JSON")
    private @Nullable Path json;

    @Mixin
    private WorkflowOptions values = new WorkflowOptions();

    @Override
    public Integer call() throws InterruptedException, IOException {
        if (samples < 1 || samples > MOST_SAMPLES) {
            throw new WrongUse("--samples (%d) is not between 1 and %d.".formatted(samples, MOST_SAMPLES));
        }
        var page = Destination.of("--report", report);
        var figures = Destination.of("--json", json);
        var folder = Files.createTempDirectory("agate-dry-run");
        var name = put(folder.resolve("workflows"));
        var findings = validate(folder.resolve("workflows"), name);
        if (!findings.isEmpty()) {
            findings.forEach(System.out::println);
            return INVALID;
        }
        var library = WorkflowLibrary.load(folder.resolve("workflows"));
        var params = values.of(name);
        library.named(name).definition().bind(params);
        var plan = new Plan(name, params, samples, seed, scenario);
        var result = new DryRun(plan, folder, Clock.systemUTC()).run(findings);
        System.out.println(result.summary());
        if (page.isWanted()) {
            page.write(ReportPage.html(result));
            System.out.println("report      " + report);
        }
        figures.write(Json.write(result.figures()));
        return result.succeeded() ? 0 : 1;
    }

    /// Puts the workflow, and what lies beside it, into the dry run's own folder; its name.
    private String put(Path workflows) throws IOException {
        Files.createDirectories(workflows.resolve("kamelets"));
        var file = Path.of(workflow);
        if (!Files.exists(file)) {
            WorkflowLibrary.unpack(workflows);
            return workflow;
        }
        var beside = file.toAbsolutePath().getParent();
        if (beside != null) {
            copy(beside, workflows);
            copy(beside.resolve("kamelets"), workflows.resolve("kamelets"));
        }
        WorkflowLibrary.unpack(workflows);
        return Files.readAllLines(file).stream()
                .map(String::trim)
                .filter(line -> line.startsWith("name:"))
                .map(line -> line.substring("name:".length()).trim())
                .findFirst()
                .orElseThrow(() -> new WrongUse("(%s) has no metadata.name. Maybe validate it first.".formatted(file)));
    }

    private static void copy(Path from, Path to) throws IOException {
        if (!Files.isDirectory(from)) {
            return;
        }
        try (var files = Files.list(from)) {
            for (var file : files.filter(each -> each.toString().endsWith(".kamelet.yaml"))
                    .toList()) {
                Files.copy(file, to.resolve(file.getFileName()), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /// A file is looked at as it is, also when it is too malformed to be in the library.
    private List<Finding> validate(Path workflows, String name) throws IOException {
        var library = WorkflowLibrary.load(workflows);
        var materials = Materials.read(workflows.resolve("materials.yaml"));
        var file = Path.of(workflow);
        var text = Files.exists(file)
                ? Files.readString(file)
                : library.named(name).files().getOrDefault(name, "");
        return new Validator(Laboratories.catalog(scenario, materials), library.texts(), samples)
                .validate(workflow, text);
    }
}
