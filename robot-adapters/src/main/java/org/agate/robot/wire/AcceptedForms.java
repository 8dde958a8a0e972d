package org.agate.robot.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.agate.robot.device.ContractBroken;

/// Rewrites forms of a message that are not the contract's but can mean one thing only.
///
/// They stand in the first draft of the protocol and in devices that were written from it.
/// `docs/reference/protocol.md` lists them.
final class AcceptedForms {

    /// The lists of a state whose items are reports.
    static final List<String> REPORTS = List.of("active", "recent");

    private AcceptedForms() {}

    /// A lease that nobody holds may have a null holder; an empty slot may be said as an empty object or null.
    ///
    /// @throws ContractBroken when a list of reports is missing or has an item that is not an object
    static void state(ObjectNode state) {
        if (state.get("lease") instanceof ObjectNode lease
                && lease.path("holder").isNull()) {
            lease.put("holder", "");
        }
        if (state.get("slots") instanceof ObjectNode slots) {
            var empty = new ArrayList<String>();
            slots.properties().forEach(slot -> {
                var sample = slot.getValue().path("sample");
                boolean named = slot.getValue().isObject() && !slot.getValue().isEmpty();
                if (slot.getValue().isNull() || !named && slot.getValue().isObject() || named && sample.isNull()) {
                    empty.add(slot.getKey());
                }
            });
            slots.remove(empty);
        }
        // A state without them would say that the device knows no command, and that would be believed.
        for (var list : REPORTS) {
            var reports = state.path(list);
            if (!reports.isArray()) {
                throw MessageFault.at("$." + list, reports, "a list of reports, empty when there are none");
            }
            for (int i = 0; i < reports.size(); i++) {
                if (!(reports.get(i) instanceof ObjectNode report)) {
                    throw MessageFault.at("$.%s[%d]".formatted(list, i), reports.get(i), "an object with a commandId");
                }
                report(report);
                report.set("event", report.deepCopy());
            }
        }
        if (state.path("lease").isObject() && !state.at("/lease/epoch").isIntegralNumber()) {
            throw MessageFault.at("$.lease.epoch", state.at("/lease/epoch"), "a whole number");
        }
        if (!state.path("stop").isBoolean()) {
            throw MessageFault.at("$.stop", state.path("stop"), "true or false");
        }
    }

    /// A refusal may carry its code and text in an `error`; a failure may lack its `error`.
    static void report(ObjectNode report) {
        var error = report.path("error");
        switch (report.path("state").asText()) {
            case "REJECTED" -> {
                if (error.isObject()) {
                    take(report, "code", error.path("code"));
                    take(report, "text", error.path("text"));
                }
                if (report.path("text").isMissingNode() || report.path("text").isNull()) {
                    report.put("text", "");
                }
            }
            case "FAILED" -> {
                if (error.isMissingNode() || error.isNull()) {
                    report.set(
                            "error",
                            JsonNodeFactory.instance
                                    .objectNode()
                                    .put("code", "UNSPECIFIED")
                                    .put("level", "CRITICAL")
                                    .put("text", "the device did not say what failed"));
                }
            }
            default -> {}
        }
    }

    private static void take(ObjectNode report, String field, JsonNode value) {
        if (report.path(field).isMissingNode() && value.isTextual()) {
            report.set(field, value);
        }
    }

    /// A cancel that takes effect at once may be called IMMEDIATE.
    static void factsheet(ObjectNode sheet) {
        sheet.path("actions").forEach(action -> {
            if (action instanceof ObjectNode each
                    && each.path("cancel").asText().equals("IMMEDIATE")) {
                each.put("cancel", "AT_ONCE");
            }
        });
    }

    /// A will may lack what is only known when it is published: its number and its time.
    ///
    /// @param received taken as the time of a message that has none
    static void connection(ObjectNode connection, String received) {
        if (!connection.hasNonNull("seq")) {
            connection.put("seq", 0);
        }
        if (!connection.hasNonNull("ts")) {
            connection.put("ts", received);
        }
    }
}
