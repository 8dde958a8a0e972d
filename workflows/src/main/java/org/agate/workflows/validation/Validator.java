package org.agate.workflows.validation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.agate.workflows.validation.Written.Mapping;
import org.agate.workflows.validation.Written.Scalar;

/// Checks a workflow against what a laboratory can do, without running it.
///
/// What is allowed is listed: blocks, components, languages and functions that give the same after a restart.
/// Values are followed from their declared ranges to the commands, the vial from its home through the devices,
/// powders from their hoppers into it.
public final class Validator {

    private static final Set<String> TOP = Set.of("apiVersion", "kind", "metadata", "spec");
    private static final Set<String> DEFINITION =
            Set.of("title", "description", "type", "required", "properties", "outputs");

    private final LabCatalog lab;
    private final Map<String, Mapping> library = new HashMap<>();
    private final int samples;

    /// @param texts of all workflows and unit operations, by file name
    /// @param samples that are to be made: the stock must be enough for all
    public Validator(LabCatalog lab, Map<String, String> texts, int samples) {
        this.lab = lab;
        this.samples = samples;
        new TreeMap<>(texts).forEach((file, text) -> {
            try {
                var root = WrittenFile.read(file, text);
                root.mapping("metadata").scalar("name").ifPresent(name -> library.put(name.text(), root));
            } catch (WrittenFile.Malformed e) {
                // It is found when it is called, or when it is validated itself.
                library.remove(file);
            }
        });
    }

    /// Everything that is wrong with a workflow, in the order written; empty when it can be run.
    public List<Finding> validate(String file, String text) {
        var findings = new Findings();
        try {
            check(WrittenFile.read(file, text), findings);
        } catch (WrittenFile.Malformed e) {
            findings.add(
                    e.spot(),
                    "workflow.file.malformed",
                    "The file cannot be read: %s.".formatted(e.getMessage()),
                    "Maybe an indentation, a colon or a quote is off.");
        }
        return findings.inOrder();
    }

    private void check(Mapping root, Findings findings) {
        keys(root, TOP, "a workflow file", findings);
        if (root.scalar("kind").filter(kind -> kind.text().equals("Kamelet")).isEmpty()) {
            findings.add(
                    root.get("kind").map(Written::spot).orElse(root.spot()),
                    "workflow.schema",
                    "The file is not of kind: Kamelet.",
                    "Maybe add apiVersion: camel.apache.org/v1 and kind: Kamelet.");
        }
        var name = root.mapping("metadata").scalar("name").map(Scalar::text).orElse("");
        if (!name.matches("[a-z][a-z0-9-]*")) {
            findings.add(
                    root.mapping("metadata").spot(),
                    "workflow.schema",
                    "The name (%s) is not made of small letters, digits and dashes.".formatted(name),
                    "Maybe add metadata: {name: my-workflow}.");
        }
        new Outside(findings).check(root);
        var definition = root.mapping("spec").mapping("definition");
        keys(definition, DEFINITION, "a definition", findings);
        var variables = new Declared(definition, findings).check();
        var steps = root.mapping("spec").mapping("template").mapping("from").items("steps");
        if (steps.isEmpty()) {
            findings.add(
                    root.key("spec"),
                    "workflow.schema",
                    "The workflow has no steps.",
                    "Maybe they are not below spec, template, from, steps.");
            return;
        }
        var route = new Route(lab, library, findings, samples);
        boolean isWorkflow = isWorkflow(root);
        // A unit operation is checked with its declared ranges in place of what a workflow gives it.
        var args = isWorkflow ? Map.<String, Argument>of() : own(definition);
        route.walk(name, steps, variables, args, isWorkflow);
        if (isWorkflow) {
            outputs(definition, variables, findings);
        }
    }

    static boolean isWorkflow(Mapping root) {
        return root.mapping("metadata")
                .mapping("labels")
                .scalar("agate.org/kind")
                .filter(kind -> kind.text().equals("workflow"))
                .isPresent();
    }

    private static Map<String, Argument> own(Mapping definition) {
        var args = new HashMap<String, Argument>();
        new Declared(definition, new Findings()).check().forEach((name, value) -> {
            var preset = definition.mapping("properties").mapping(name).scalar("default");
            var text = preset.map(Scalar::text)
                    .orElse(value instanceof Value.Amount(var low, var high, var unit) ? low + " " + unit : "");
            args.put(name, new Argument(text, value, null));
        });
        return args;
    }

    private static void outputs(Mapping definition, Map<String, Value> variables, Findings findings) {
        for (var output : definition.items("outputs")) {
            if (output instanceof Scalar(var text, var quoted, var spot) && !variables.containsKey(text)) {
                findings.add(
                        spot,
                        "workflow.output.missing",
                        "Nobody sets the output (%s).".formatted(text),
                        "Maybe add into: %s to the step that makes it.".formatted(text));
            }
        }
    }

    static void keys(Mapping mapping, Set<String> allowed, String what, Findings findings) {
        mapping.values().keySet().stream()
                .filter(key -> !allowed.contains(key))
                .forEach(key -> findings.add(
                        mapping.key(key),
                        "workflow.schema",
                        "(%s) is no keyword of %s.".formatted(key, what),
                        "Maybe it is one of %s."
                                .formatted(allowed.stream().sorted().toList())));
    }
}
