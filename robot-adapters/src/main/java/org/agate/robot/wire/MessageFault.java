package org.agate.robot.wire;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import org.agate.robot.device.ContractBroken;
import org.jspecify.annotations.Nullable;

/// Says where a message breaks the contract: the JSON path, the value that is there, and what is allowed.
final class MessageFault {

    private static final String CODE = "wire.schema";
    private static final int MOST_SHOWN = 200;

    private MessageFault() {}

    /// A value that is not what the contract wants.
    ///
    /// @param path from the root of the message, such as `$.recent[0].commandId`
    static ContractBroken at(String path, JsonNode value, String allowed) {
        return value.isMissingNode()
                ? new ContractBroken(CODE, "%s is missing.".formatted(path), "Maybe add it: %s.".formatted(allowed))
                : new ContractBroken(
                        CODE,
                        "%s (%s) is not %s.".formatted(path, Printable.of(value.toString(), MOST_SHOWN), allowed),
                        "Maybe it has another type or spelling.");
    }

    /// A payload that is no JSON object at all.
    static ContractBroken unreadable(String payload, @Nullable Throwable cause) {
        var where = cause instanceof JsonParseException parse && parse.getLocation() != null
                ? " at character %d: %s"
                        .formatted(
                                parse.getLocation().getColumnNr(), Printable.of(parse.getOriginalMessage(), MOST_SHOWN))
                : "";
        return caused(
                new ContractBroken(
                        CODE,
                        "Message (%s) is not a JSON object in UTF-8%s."
                                .formatted(Printable.of(payload, MOST_SHOWN), where),
                        "Maybe it was cut, or is of another encoding."),
                cause);
    }

    /// A part of a message that cannot be bound to its type.
    static ContractBroken in(JsonNode root, Throwable cause) {
        var path = cause instanceof JsonMappingException mapping ? path(mapping) : "$";
        var value = Printable.of(valueAt(root, cause), MOST_SHOWN);
        return caused(
                new ContractBroken(
                        CODE,
                        "%s (%s) is not %s.".formatted(path, value, allowed(cause)),
                        "Maybe a field is missing or has another type."),
                cause);
    }

    private static ContractBroken caused(ContractBroken broken, @Nullable Throwable cause) {
        if (cause != null) {
            broken.initCause(cause);
        }
        return broken;
    }

    private static String path(JsonMappingException fault) {
        var path = new StringBuilder("$");
        for (var step : fault.getPath()) {
            // Reports carry a copy of themselves under `event`, which no sender has written.
            if ("event".equals(step.getFieldName())) {
                continue;
            }
            path.append(
                    step.getFieldName() == null
                            ? "[%d]".formatted(step.getIndex())
                            : "." + Printable.of(step.getFieldName(), 60));
        }
        return path.toString();
    }

    private static String valueAt(JsonNode root, Throwable cause) {
        var at = root;
        if (cause instanceof JsonMappingException mapping) {
            for (var step : mapping.getPath()) {
                at = step.getFieldName() == null ? at.path(step.getIndex()) : at.path(step.getFieldName());
            }
        }
        return at.isMissingNode() ? "missing" : at.toString();
    }

    private static String allowed(Throwable cause) {
        return switch (cause) {
            case InvalidTypeIdException type -> "of a known kind: " + firstLine(type);
            case InvalidFormatException format -> JsonType.named(format.getTargetType());
            case MismatchedInputException mismatch -> JsonType.named(mismatch.getTargetType());
            case JsonMappingException mapping
            when mapping.getCause() instanceof ContractBroken broken -> "allowed: " + firstLine(broken);
            case JsonMappingException mapping
            when mapping.getCause() instanceof NullPointerException missing ->
                "complete: (%s) is missing".formatted(missing.getMessage());
            case JsonMappingException mapping
            when mapping.getCause() != null -> "allowed: " + firstLine(mapping.getCause());
            case JacksonException other -> "allowed: " + Printable.of(other.getOriginalMessage(), MOST_SHOWN);
            default -> "allowed: " + firstLine(cause);
        };
    }

    private static String firstLine(Throwable fault) {
        var message = String.valueOf(fault.getMessage()).lines().findFirst().orElse("");
        return Printable.of(message, MOST_SHOWN);
    }
}
