package org.agate.orchestrator.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.agate.orchestrator.database.Json;
import org.agate.orchestrator.lab.Laboratories;
import org.agate.workflows.definition.WorkflowLibrary;
import org.agate.workflows.validation.Finding;
import org.agate.workflows.validation.LabCatalog;
import org.agate.workflows.validation.Materials;
import org.agate.workflows.validation.Validator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `agate validate`. Exit codes: 0 nothing is wrong, 2 there is nothing to validate, 3 something is wrong.
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description = "Check workflows against what a laboratory can do, without running them.",
        footer = {"", "Exit codes: 0 nothing is wrong, 2 there is nothing to validate, 3 something is wrong."})
final class ValidateCommand implements Callable<Integer> {

    private static final int WRONG = 3;
    private static final String ENDING = ".yaml";

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "workflow files, or folders of them")
    private List<Path> files = List.of();

    @Option(
            names = "--scenario",
            defaultValue = "cspbbr3",
            description = "the simulated lab to validate against (default: ${DEFAULT-VALUE})")
    private String scenario = "cspbbr3";

    @Option(names = "--lab", paramLabel = "FILE", description = "a file that describes the lab, instead")
    private @Nullable Path lab;

    @Option(
            names = "--workflows",
            paramLabel = "DIR",
            description = "folder of the workflows and unit operations that are called, besides the shipped ones")
    private @Nullable Path workflows;

    @Option(
            names = "--samples",
            defaultValue = "1",
            description = "how many are to be made: the stock must be enough (default: ${DEFAULT-VALUE})")
    private int samples = 1;

    @Option(names = "--json", paramLabel = "FILE", description = "write the findings as JSON")
    private @Nullable Path json;

    @Override
    public Integer call() throws IOException {
        var figures = Destination.of("--json", json);
        var wanted = new ArrayList<Path>();
        for (var file : files) {
            wanted.addAll(yaml(file));
        }
        if (wanted.isEmpty()) {
            throw new WrongUse(
                    "there is no workflow in %s. Maybe the files do not end with %s.".formatted(files, ENDING));
        }
        var shipped = Files.createTempDirectory("agate-workflows");
        WorkflowLibrary.unpack(shipped);
        var validator = new Validator(catalog(shipped), library(shipped, wanted), samples);
        var findings = new ArrayList<Finding>();
        for (var file : wanted) {
            findings.addAll(validator.validate(file.toString(), Files.readString(file)));
        }
        findings.forEach(System.out::println);
        System.out.printf("%d files, %d findings%n", wanted.size(), findings.size());
        figures.write(Json.write(findings));
        return findings.isEmpty() ? 0 : WRONG;
    }

    private LabCatalog catalog(Path shipped) {
        var mine = workflows == null ? null : workflows.resolve("materials.yaml");
        var materials = Materials.read(mine != null && Files.exists(mine) ? mine : shipped.resolve("materials.yaml"));
        return lab != null ? LabCatalog.read(lab, materials) : Laboratories.catalog(scenario, materials);
    }

    /// What may be called: the shipped ones, those of the folder, and those beside the files.
    private Map<String, String> library(Path shipped, List<Path> wanted) throws IOException {
        var folders = new ArrayList<>(List.of(shipped, shipped.resolve("kamelets")));
        for (var file : wanted) {
            var parent = file.toAbsolutePath().getParent();
            if (parent != null) {
                folders.add(parent);
                folders.add(parent.resolve("kamelets"));
            }
        }
        if (workflows != null) {
            folders.add(workflows);
            folders.add(workflows.resolve("kamelets"));
        }
        var texts = new LinkedHashMap<String, String>();
        for (var folder : folders.stream().distinct().toList()) {
            for (var file : Files.isDirectory(folder) ? yaml(folder) : List.<Path>of()) {
                texts.put(file.toString(), Files.readString(file));
            }
        }
        return texts;
    }

    private static List<Path> yaml(Path fileOrFolder) throws IOException {
        if (!Files.exists(fileOrFolder)) {
            throw new WrongUse("there is no file (%s). Maybe it is spelled differently.".formatted(fileOrFolder));
        }
        if (!Files.isDirectory(fileOrFolder)) {
            return List.of(fileOrFolder);
        }
        try (var inside = Files.list(fileOrFolder)) {
            return inside.filter(file -> file.toString().endsWith(".kamelet" + ENDING))
                    .sorted()
                    .toList();
        }
    }
}
