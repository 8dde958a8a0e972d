package org.agate.orchestrator.web;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jboss.jandex.IndexView;

/// Completes the OpenAPI document at build time: which fields are required and which may be null follows from the
/// records, and every operation says what it answers without content and when it refuses.
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class ApiDescription implements OASFilter {

    private static final String PROBLEM = "Problem";
    private static final String PROBLEM_TYPE = "application/problem+json";
    private static final String RECIPE = "recipe";
    private static final String CREATED = "201";
    private static final String NO_CONTENT = "204";

    private final RecordFields fields;

    /// Called by Quarkus.
    public ApiDescription(IndexView index) {
        this.fields = new RecordFields(index);
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        var components = document.getComponents();
        components.getSchemas().forEach(this::complete);
        components.addSchema(PROBLEM, problem());
        components.getSchemas().values().stream()
                .filter(each -> each.getProperties() != null)
                .map(each -> each.getProperties().get(RECIPE))
                .filter(each -> each != null && each.getAdditionalPropertiesSchema() != null)
                .forEach(each -> each.setAdditionalPropertiesSchema(setting()));
        document.getPaths()
                .getPathItems()
                .forEach((path, item) -> item.getOperations().values().forEach(each -> answers(path, each)));
    }

    private void complete(String name, Schema schema) {
        var properties = schema.getProperties();
        if (properties == null) {
            return;
        }
        fields.of(name, properties.keySet()).ifPresent(nullable -> {
            var stated = schema.getRequired() == null ? List.<String>of() : schema.getRequired();
            var required = new ArrayList<String>();
            var all = new HashMap<>(properties);
            properties.forEach((field, type) -> {
                if (nullable.contains(field) && !stated.contains(field)) {
                    all.put(field, orNull(type));
                } else {
                    required.add(field);
                }
            });
            schema.setRequired(required.stream().sorted().toList());
            properties.keySet().forEach(field -> schema.addProperty(field, all.get(field)));
        });
    }

    /// The same or null. A type that has a name of its own cannot be changed where it is used: null stands beside it.
    private static Schema orNull(Schema type) {
        if (type.getRef() != null || type.getAllOf() != null) {
            return OASFactory.createSchema()
                    .anyOf(List.of(type, OASFactory.createSchema().type(List.of(Schema.SchemaType.NULL))));
        }
        var types = type.getType();
        if (types != null && !types.contains(Schema.SchemaType.NULL)) {
            type.addType(Schema.SchemaType.NULL);
        }
        return type;
    }

    /// What a recipe says of one parameter: a number, or the word of a category.
    private static Schema setting() {
        return OASFactory.createSchema().type(List.of(Schema.SchemaType.NUMBER, Schema.SchemaType.STRING));
    }

    private static Schema problem() {
        var text = OASFactory.createSchema().type(List.of(Schema.SchemaType.STRING));
        var schema = OASFactory.createSchema()
                .type(List.of(Schema.SchemaType.OBJECT))
                .description("A refusal (RFC 9457): code is stable, detail says what is wrong, advice what to do.")
                .addProperty("type", text)
                .addProperty("status", OASFactory.createSchema().type(List.of(Schema.SchemaType.INTEGER)))
                .addProperty("code", text)
                .addProperty("detail", text)
                .addProperty("advice", text);
        schema.setRequired(List.of("type", "status", "code", "detail", "advice"));
        return schema;
    }

    private static void answers(String path, Operation operation) {
        var responses = operation.getResponses();
        var created = responses.getAPIResponse(CREATED);
        if (created != null && created.getContent() == null) {
            responses.removeAPIResponse(CREATED);
            responses.addAPIResponse(NO_CONTENT, OASFactory.createAPIResponse().description("Done"));
        }
        Map<String, String> refusals =
                new HashMap<>(Map.of("4XX", "The request is refused", "5XX", "It failed, or cannot be done now"));
        if (path.contains("{")) {
            refusals.put("404", "There is nothing of that name");
        }
        responses.removeAPIResponse("400");
        refusals.forEach((status, words) -> responses.addAPIResponse(status, refusal(words)));
    }

    private static APIResponse refusal(String words) {
        var schema = OASFactory.createSchema().ref("#/components/schemas/" + PROBLEM);
        return OASFactory.createAPIResponse()
                .description(words)
                .content(OASFactory.createContent()
                        .addMediaType(PROBLEM_TYPE, OASFactory.createMediaType().schema(schema)));
    }
}
