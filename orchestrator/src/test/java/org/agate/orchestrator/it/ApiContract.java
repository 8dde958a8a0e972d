package org.agate.orchestrator.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Holds every answer that a test gets to the server's own OpenAPI document: its status is announced, and its content
/// is of the announced type and form.
final class ApiContract {

    private static final String BASE = "/api/v1";
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode document;
    private final Map<JsonNode, JsonSchema> schemas = new HashMap<>();
    private final Map<String, Pattern> patterns = new HashMap<>();

    ApiContract(JsonNode document) {
        this.document = document;
        // A schema whose record was not found would say nothing, and hold nobody to anything.
        for (var name : List.of("WorkflowRun", "LabEvent", "Summary", "Card")) {
            if (document.at("/components/schemas/" + name + "/required").isEmpty()) {
                throw new AssertionError("(%s) has no required field in OpenAPI".formatted(name));
            }
        }
        document.path("paths")
                .fieldNames()
                .forEachRemaining(path -> patterns.put(path, Pattern.compile(path.replaceAll("\\{[^}]*\\}", "[^/]+"))));
    }

    /// @throws AssertionError naming the call and what is not as announced
    void check(HttpResponse<String> answer) throws java.io.IOException {
        var path = answer.uri().getRawPath();
        if (!path.startsWith(BASE)) {
            return;
        }
        var call = "%s %s answered %s".formatted(answer.request().method(), path, String.valueOf(answer.statusCode()));
        var responses = operation(answer.request().method(), path).path("responses");
        var announced = announced(responses, String.valueOf(answer.statusCode()));
        if (announced.isMissingNode()) {
            throw new AssertionError("%s, announced are %s: %s".formatted(call, responses, answer.body()));
        }
        var type = answer.headers().firstValue("content-type").orElse("").replaceFirst(";.*", "");
        var content = announced.path("content").path(type);
        if (announced.has("content") != !answer.body().isEmpty()
                || announced.has("content") && content.isMissingNode()) {
            throw new AssertionError("%s with (%s), announced is %s: %s"
                    .formatted(call, type, announced.path("content"), answer.body()));
        }
        if (type.endsWith("json")) {
            var faults = schemas.computeIfAbsent(content.path("schema"), schema -> FACTORY.getSchema(withNames(schema)))
                    .validate(JSON.readTree(answer.body()));
            if (!faults.isEmpty()) {
                throw new AssertionError("%s, not as announced: %s: %s".formatted(call, faults, answer.body()));
            }
        }
    }

    /// A path without a variable goes before one with.
    private JsonNode operation(String method, String path) {
        var paths = document.path("paths");
        var template = paths.has(path)
                ? path
                : patterns.entrySet().stream()
                        .filter(each -> each.getValue().matcher(path).matches())
                        .map(Map.Entry::getKey)
                        .min(java.util.Comparator.comparingInt(each -> each.split("\\{").length))
                        .orElse(path);
        return paths.path(template).path(method.toLowerCase(java.util.Locale.ROOT));
    }

    private static JsonNode announced(JsonNode responses, String status) {
        return responses.has(status) ? responses.path(status) : responses.path(status.charAt(0) + "XX");
    }

    /// A schema beside the names that it refers to.
    private JsonNode withNames(JsonNode schema) {
        ObjectNode whole = schema.deepCopy();
        whole.set("components", document.path("components"));
        return whole;
    }
}
