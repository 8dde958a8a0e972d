package org.agate.orchestrator.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.agate.orchestrator.web.Problem;
import org.jspecify.annotations.Nullable;

/// A person's order to stop the laboratory, or to release the stop.
///
/// @param engaged whether it stops
/// @param by who orders it
record StopOrder(boolean engaged, String by, String reason) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_CHARS = 500;

    /// Whoever says anything at all wants to stop; only a release must be said clearly and signed.
    ///
    /// @throws Problem 422 for a release without (by) and (reason)
    static StopOrder read(@Nullable String body) {
        var node = json(body == null ? "" : body);
        boolean released =
                node.path("engaged").isBoolean() && !node.path("engaged").booleanValue();
        var by = text(node, "by");
        var reason = text(node, "reason");
        if (released && (by.isEmpty() || reason.isEmpty())) {
            throw new Problem(422, "stop.unsigned", "A release needs (by) and (reason).", "Maybe fill in who and why.");
        }
        return new StopOrder(
                !released, by.isEmpty() ? "somebody" : by, reason.isEmpty() ? "no reason was given" : reason);
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body.isBlank() ? "{}" : body);
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }

    private static String text(JsonNode node, String field) {
        var text = node.path(field).asText("").strip();
        return text.length() > MOST_CHARS ? text.substring(0, MOST_CHARS) : text;
    }
}
