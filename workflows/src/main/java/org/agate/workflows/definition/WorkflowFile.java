package org.agate.workflows.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.StreamSupport;
import org.agate.workflows.WorkflowInvalid;
import org.agate.workflows.quantity.Quantity;
import org.jspecify.annotations.Nullable;

/// Reads one workflow or Kamelet file; faults name file and line.
final class WorkflowFile {

    private static final YAMLMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .build())
            .build();

    private final Path file;
    private final String text;
    private final JsonNode root;

    private WorkflowFile(Path file, String text, JsonNode root) {
        this.file = file;
        this.text = text;
        this.root = root;
    }

    static WorkflowFile read(Path file) {
        try {
            var text = Files.readString(file);
            var root = YAML.readTree(text);
            if (root == null || !root.isObject()) {
                throw invalid(file, 1, "is not a YAML mapping", null);
            }
            return new WorkflowFile(file, text, root);
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw invalid(
                    file,
                    at == null ? 1 : at.getLineNr(),
                    e.getOriginalMessage().lines().findFirst().orElse(""),
                    e);
        } catch (IOException e) {
            throw invalid(file, 1, "cannot be read", e);
        }
    }

    WorkflowDefinition definition() {
        var name = root.path("metadata").path("name").asText();
        var steps = root.path("spec").path("template").path("from").path("steps");
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
                name, definition.path("title").asText(name), hash(), parameters, outputs, yaml(steps), text);
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

    private String hash() {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static WorkflowInvalid invalid(Path file, int line, String what, @Nullable Throwable cause) {
        return new WorkflowInvalid(
                "workflow.file.malformed",
                "%s:%d: %s".formatted(file, line, what),
                "Maybe an indentation or a colon is off.",
                cause);
    }
}
