package org.agate.workflows.definition;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agate.workflows.WorkflowInvalid;

/// The workflows of a folder, with the Kamelets of its subfolder `kamelets`. Immutable: read once, at start.
public final class WorkflowLibrary {

    private static final String ENDING = ".kamelet.yaml";
    private static final List<String> SHIPPED = List.of(
            "mechanochemistry.kamelet.yaml",
            "mix-and-photograph.kamelet.yaml",
            "standard.kamelet.yaml",
            "photograph-again.kamelet.yaml",
            "ask-and-photograph.kamelet.yaml",
            "kamelets/dose.kamelet.yaml",
            "kamelets/mix.kamelet.yaml",
            "kamelets/grind.kamelet.yaml",
            "kamelets/anneal.kamelet.yaml",
            "kamelets/weigh.kamelet.yaml",
            "kamelets/spread.kamelet.yaml",
            "kamelets/photograph.kamelet.yaml",
            "materials.yaml");

    private final Path folder;
    private final Map<String, WorkflowVersion> workflows;
    private final Map<String, String> texts;
    private final Map<String, WorkflowInvalid> faults;

    private WorkflowLibrary(
            Path folder,
            Map<String, WorkflowVersion> workflows,
            Map<String, String> texts,
            Map<String, WorkflowInvalid> faults) {
        this.folder = folder;
        this.workflows = workflows;
        this.texts = Map.copyOf(texts);
        this.faults = Collections.unmodifiableMap(new TreeMap<>(faults));
    }

    /// The names of the shipped workflows.
    public static List<String> shipped() {
        return SHIPPED.stream()
                .filter(file -> file.endsWith(ENDING) && !file.contains("/"))
                .map(file -> file.substring(0, file.length() - ENDING.length()))
                .toList();
    }

    /// Puts the shipped workflows into a folder, leaving alone what is already there.
    public static void unpack(Path folder) {
        try {
            Files.createDirectories(folder.resolve("kamelets"));
            for (var name : SHIPPED) {
                var target = folder.resolve(name);
                if (!Files.exists(target)) {
                    try (InputStream shipped = WorkflowLibrary.class.getResourceAsStream("/agate-workflows/" + name)) {
                        Files.copy(java.util.Objects.requireNonNull(shipped, name), target);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Workflows cannot be put into (%s).\nMaybe it is not writable.".formatted(folder), e);
        }
    }

    /// Reads every `*.kamelet.yaml` of the folder and of its subfolder `kamelets`. One that cannot be read is left
    /// out and [kept as a fault][#faults]; the others are there all the same.
    public static WorkflowLibrary load(Path folder) {
        try {
            var texts = new TreeMap<String, String>();
            var names = new ArrayList<String>();
            var faults = new TreeMap<String, WorkflowInvalid>();
            for (var file : yamlFiles(folder)) {
                try {
                    var read = WorkflowFile.read(file);
                    // Complains about a malformed one now, not when it is run.
                    read.definition("");
                    texts.put(read.name(), read.text());
                    if (read.isWorkflow()) {
                        names.add(read.name());
                    }
                } catch (WorkflowInvalid e) {
                    faults.put(nameOf(file), e);
                }
            }
            var workflows = new TreeMap<String, WorkflowVersion>();
            for (var name : names) {
                try {
                    workflows.put(name, WorkflowVersion.of(name, texts));
                } catch (WorkflowInvalid e) {
                    faults.put(name, e);
                }
            }
            return new WorkflowLibrary(folder, workflows, texts, faults);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Workflow folder (%s) cannot be read.\nMaybe it does not exist.".formatted(folder), e);
        }
    }

    /// A file that cannot be read is called by its own name, since the one inside is unknown.
    private static String nameOf(Path file) {
        var name = String.valueOf(file.getFileName());
        return name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
    }

    /// The files that cannot be read, or call what is not there, with the reason: file, line and what to do.
    public Map<String, WorkflowInvalid> faults() {
        return faults;
    }

    private static List<Path> yamlFiles(Path folder) throws IOException {
        var found = new ArrayList<Path>();
        for (var each : List.of(folder, folder.resolve("kamelets"))) {
            if (Files.isDirectory(each)) {
                try (var files = Files.list(each)) {
                    files.filter(file -> file.toString().endsWith(ENDING))
                            .sorted()
                            .forEach(found::add);
                }
            }
        }
        return found;
    }

    /// The texts of all workflows and unit operations, by name.
    public Map<String, String> texts() {
        return texts;
    }

    /// As their files are now, by name.
    public List<WorkflowVersion> all() {
        return List.copyOf(workflows.values());
    }

    /// @throws WorkflowInvalid when there is none of that name, or its file is malformed
    public WorkflowVersion named(String name) {
        var workflow = workflows.get(name);
        var fault = faults.get(name);
        if (workflow == null && fault != null) {
            throw new WorkflowInvalid(
                    fault.code(),
                    String.valueOf(fault.getMessage()).lines().findFirst().orElse(""),
                    "Maybe mend the file and try again.",
                    fault);
        }
        if (workflow == null) {
            throw new WorkflowInvalid(
                    "workflow.unknown",
                    "There is no workflow (%s), only %s.".formatted(name, workflows.keySet()),
                    "Maybe its file is not in (%s).".formatted(folder));
        }
        return workflow;
    }
}
