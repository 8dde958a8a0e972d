package org.agate.orchestrator.web;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.util.List;
import org.agate.robot.wire.JsonType;
import org.jspecify.annotations.Nullable;

/// Says what is wrong with a request's JSON: the field by its path, the value, and what is allowed.
final class JsonFault {

    private JsonFault() {}

    /// 400 for what is no JSON, 422 for JSON that says something else than was asked for.
    static Problem of(JacksonException fault) {
        if (!(fault instanceof JsonMappingException mapping)) {
            var at = fault.getLocation();
            return new Problem(
                    400,
                    "json.malformed",
                    "The body is no JSON at line %d, column %d: %s."
                            .formatted(
                                    at == null ? 1 : at.getLineNr(),
                                    at == null ? 1 : at.getColumnNr(),
                                    firstLine(fault.getOriginalMessage())),
                    "Maybe a comma, a quote or a bracket is off.");
        }
        var path = path(mapping);
        return switch (mapping) {
            case ValueInstantiationException refused
            when refused.getCause() instanceof IllegalArgumentException ours -> {
                var lines = String.valueOf(ours.getMessage()).split("\n", 2);
                yield new Problem(422, "request.invalid", lines[0], lines.length > 1 ? lines[1] : "");
            }
            case UnrecognizedPropertyException unknown -> {
                var known = unknown.getKnownPropertyIds() == null
                        ? List.of()
                        : unknown.getKnownPropertyIds().stream()
                                .map(String::valueOf)
                                .sorted()
                                .toList();
                yield new Problem(
                        422,
                        "json.field.unknown",
                        "(%s) is no field here, only %s.".formatted(path, known),
                        "Maybe it is spelled differently.");
            }
            case InvalidFormatException format ->
                new Problem(
                        422,
                        "json.value.wrong",
                        "(%s) is (%s), not %s."
                                .formatted(path, format.getValue(), JsonType.named(format.getTargetType())),
                        "Maybe it is spelled differently, or has another type.");
            case InvalidNullException _ ->
                new Problem(
                        422,
                        "json.element.empty",
                        "(%s) has an element that is empty.".formatted(path),
                        "Maybe a comma too many, or a value is missing.");
            case MismatchedInputException mismatch ->
                new Problem(
                        422,
                        "json.value.wrong",
                        "(%s) is not %s.".formatted(path, JsonType.named(mismatch.getTargetType())),
                        "Maybe it has another type.");
            default ->
                new Problem(
                        422,
                        "json.value.wrong",
                        "(%s) cannot be read: %s.".formatted(path, firstLine(mapping.getOriginalMessage())),
                        "Maybe something is missing in it.");
        };
    }

    private static String path(JsonMappingException fault) {
        var path = new StringBuilder();
        for (var step : fault.getPath()) {
            if (step.getFieldName() == null) {
                path.append("[%d]".formatted(step.getIndex()));
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.isEmpty() ? "the body" : path.toString();
    }

    private static String firstLine(@Nullable String message) {
        return String.valueOf(message).lines().findFirst().orElse("").replaceFirst(" \\(.*", "");
    }
}
