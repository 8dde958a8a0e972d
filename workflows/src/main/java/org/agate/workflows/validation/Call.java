package org.agate.workflows.validation;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.agate.workflows.validation.Written.Mapping;
import org.agate.workflows.validation.Written.Scalar;

/// A `to`, with its parameters from the uri and from below it.
///
/// @param spot of the uri
record Call(String scheme, String name, Map<String, Scalar> parameters, Spot spot) {

    static Call of(Scalar uri, Mapping body, Findings findings) {
        var text = uri.text();
        int colon = text.indexOf(':');
        var scheme = colon < 0 ? text : text.substring(0, colon);
        var rest = colon < 0 ? "" : text.substring(colon + 1);
        int query = rest.indexOf('?');
        var parameters = new LinkedHashMap<String, Scalar>();
        if (query >= 0) {
            for (var pair : rest.substring(query + 1).split("&")) {
                var parts = pair.split("=", 2);
                var value = parts.length == 2 ? decoded(parts[1], uri.spot(), findings) : "";
                parameters.put(parts[0], new Scalar(value, true, uri.spot()));
            }
        }
        body.mapping("parameters").values().forEach((name, value) -> {
            if (value instanceof Scalar scalar) {
                parameters.put(name, scalar);
            } else {
                findings.add(
                        value.spot(),
                        "workflow.schema",
                        "Parameter (%s) is not a text.".formatted(name),
                        "Maybe put it in quotes, a list as JSON.");
            }
        });
        return new Call(scheme, query < 0 ? rest : rest.substring(0, query), parameters, uri.spot());
    }

    private static String decoded(String text, Spot spot, Findings findings) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            findings.add(
                    spot,
                    "workflow.schema",
                    "(%s) has a percent sign that no two hexadecimal digits follow.".formatted(text),
                    "Maybe write %25, or put the value under (parameters).");
            return text;
        }
    }

    Optional<Scalar> text(String name) {
        return Optional.ofNullable(parameters.get(name));
    }
}
