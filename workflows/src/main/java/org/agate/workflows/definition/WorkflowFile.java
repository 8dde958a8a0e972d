package org.agate.workflows.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.agate.workflows.WorkflowInvalid;
import org.agate.workflows.quantity.Quantity;
import org.jspecify.annotations.Nullable;

/// Reads one workflow or Kamelet file; faults name file and line.
final class WorkflowFile {

    private static final YAMLMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .build())
            .build();

    private static final Pattern CALL = Pattern.compile("(?:kamelet|workflow):([A-Za-z0-9_.-]+)(?:[?/].*)?");
    private static final Pattern RECOVERY = Pattern.compile("\\brecover +([A-Za-z0-9_.-]+)");
    private static final String LANGUAGE = "agate";
    private static final String MERGED = "#class:org.agate.workflows.camel.MergedVariables";
    private static final String POLICY = "onFailure";
    private static final String WORKFLOW = "workflow";

    private final String file;
    private final String text;
    private final JsonNode root;

    private WorkflowFile(String file, String text, JsonNode root) {
        this.file = file;
        this.text = text;
        this.root = root;
    }

    static WorkflowFile read(Path file) {
        try {
            return read(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw invalid(file.toString(), 1, "cannot be read", e);
        }
    }

    /// @param origin names the text in faults
    static WorkflowFile read(String origin, String text) {
        try {
            var root = YAML.readTree(text);
            if (root == null || !root.isObject()) {
                throw invalid(origin, 1, "is not a YAML mapping", null);
            }
            return new WorkflowFile(origin, text, root);
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw invalid(
                    origin,
                    at == null ? 1 : at.getLineNr(),
                    e.getOriginalMessage().lines().findFirst().orElse(""),
                    e);
        }
    }

    String name() {
        return root.path("metadata").path("name").asText();
    }

    String text() {
        return text;
    }

    /// Whether it is run by itself, not called by others alone.
    boolean isWorkflow() {
        return root.path("metadata")
                .path("labels")
                .path("agate.org/kind")
                .asText()
                .equals(WORKFLOW);
    }

    /// The Kamelets and sub-workflows that its steps call, in this folder: a sub-workflow of a fixed version is not.
    SortedSet<String> calls() {
        var calls = new TreeSet<String>();
        eachUri(steps(), (node, uri) -> called(uri).ifPresent(calls::add));
        eachPolicy(steps(), policy -> {
            RECOVERY.matcher(policy.path(POLICY).asText()).results().forEach(found -> calls.add(found.group(1)));
        });
        return calls;
    }

    /// The same with every call going to this version of what is called.
    WorkflowFile pinned(String version) {
        var copy = root.deepCopy();
        if (!isWorkflow()) {
            ((ObjectNode) copy.path("metadata")).put("name", name() + "-" + version);
        }
        var pinned = new WorkflowFile(file, text, copy);
        eachUri(
                pinned.steps(),
                (node, uri) -> called(uri).ifPresent(name -> node.put("uri", pinned(uri, name, version))));
        eachPolicy(
                pinned.steps(),
                policy -> policy.put(
                        POLICY,
                        RECOVERY.matcher(policy.path(POLICY).asText())
                                .replaceAll(found -> "recover " + found.group(1) + "-" + version)));
        merging(pinned.steps());
        speaking(pinned.steps());
        return pinned;
    }

    /// What people write in `simple` is read by our own language, which knows units and nothing that could give
    /// something else after a restart.
    private static void speaking(JsonNode node) {
        if (node instanceof ObjectNode object) {
            var text = object.path("simple").isObject() ? object.at("/simple/expression") : object.path("simple");
            if (text.isValueNode() && !text.isMissingNode()) {
                object.remove("simple");
                object.putObject("language").put("language", LANGUAGE).put("expression", text.asText());
            }
            if (object.path("log").isTextual()) {
                var message = object.path("log").asText();
                object.putObject("log").put("message", message);
            }
            if (object.path("log") instanceof ObjectNode log) {
                log.put("logLanguage", LANGUAGE);
            }
        }
        node.forEach(WorkflowFile::speaking);
    }

    /// What each of several parallel branches has set is there after them.
    private static void merging(JsonNode node) {
        if (node instanceof ObjectNode object && object.path("multicast") instanceof ObjectNode branches) {
            branches.put("aggregationStrategy", MERGED);
        }
        node.forEach(WorkflowFile::merging);
    }

    /// The parameters of each call that say what to do about a failure.
    private static void eachPolicy(JsonNode node, Consumer<ObjectNode> what) {
        if (node instanceof ObjectNode object && object.path(POLICY).isTextual()) {
            what.accept(object);
        }
        node.forEach(child -> eachPolicy(child, what));
    }

    private static String pinned(String uri, String name, String version) {
        int end = uri.indexOf(':') + 1 + name.length();
        return uri.substring(0, end) + "-" + version + uri.substring(end);
    }

    private static Optional<String> called(String uri) {
        var call = CALL.matcher(uri);
        return call.matches() && !uri.contains("version=") ? Optional.of(call.group(1)) : Optional.empty();
    }

    private JsonNode steps() {
        return root.path("spec").path("template").path("from").path("steps");
    }

    private static void eachUri(JsonNode node, BiConsumer<ObjectNode, String> what) {
        if (node instanceof ObjectNode object) {
            // Camel also allows the short form `to: "kamelet:dose"`.
            if (CALL.matcher(object.path("to").asText()).matches()) {
                object.set(
                        "to", object.objectNode().put("uri", object.path("to").asText()));
            }
            if (object.path("uri").isTextual() && !object.path("parameters").has("version")) {
                what.accept(object, object.path("uri").asText());
            }
        }
        node.forEach(child -> eachUri(child, what));
    }

    String yaml() {
        return yaml(root);
    }

    /// @param version that the definition is part of
    WorkflowDefinition definition(String version) {
        var name = name();
        var steps = steps();
        if (!root.path("kind").asText().equals("Kamelet") || name.isBlank() || !steps.isArray() || steps.isEmpty()) {
            throw invalid(file, 1, "needs kind: Kamelet, metadata.name and spec.template.from.steps", null);
        }
        var definition = root.path("spec").path("definition");
        var parameters = new LinkedHashMap<String, WorkflowParameter>();
        definition.path("properties").properties().forEach(entry -> {
            parameters.put(entry.getKey(), parameter(entry.getKey(), entry.getValue()));
        });
        List<String> outputs = StreamSupport.stream(definition.path("outputs").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        return new WorkflowDefinition(
                name, definition.path("title").asText(name), version, parameters, outputs, yaml(steps), text);
    }

    private WorkflowParameter parameter(String name, JsonNode node) {
        var type = node.path("type").asText("string");
        var unit = node.path("unit").asText("");
        if (type.equals("number")) {
            try {
                new Quantity(0, unit);
            } catch (WorkflowInvalid e) {
                throw invalid(file, lineOf(name + ":"), "parameter %s has the unit (%s)".formatted(name, unit), e);
            }
        }
        var preset = node.get("default");
        return new WorkflowParameter(
                name,
                node.path("title").asText(name),
                type,
                unit,
                number(node.get("minimum")),
                number(node.get("maximum")),
                preset == null ? null : preset.asText());
    }

    private static @Nullable Double number(@Nullable JsonNode node) {
        return node == null ? null : node.asDouble();
    }

    private int lineOf(String start) {
        var lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).trim().startsWith(start)) {
                return i + 1;
            }
        }
        return 1;
    }

    private String yaml(JsonNode node) {
        try {
            return YAML.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw invalid(file, 1, "steps cannot be written as YAML", e);
        }
    }

    private static WorkflowInvalid invalid(String file, int line, String what, @Nullable Throwable cause) {
        return new WorkflowInvalid(
                "workflow.file.malformed",
                "%s:%d: %s".formatted(file, line, what),
                "Maybe an indentation or a colon is off.",
                cause);
    }
}
