package org.agate.robot.wire;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.agate.robot.device.DeviceId;
import org.jspecify.annotations.Nullable;

/// Says in words which JSON a Java type is read from.
public final class JsonType {

    private JsonType() {}

    /// The words, such as `a whole number`.
    ///
    /// @param type null when it is unknown
    public static String named(@Nullable Class<?> type) {
        if (type == null) {
            return "allowed here";
        }
        if (type.isEnum()) {
            return "one of " + Arrays.toString(type.getEnumConstants());
        }
        if (type == Instant.class) {
            return "a time such as 2026-11-22T22:10:03.123Z, years 1970 to 9999";
        }
        if (type == UUID.class) {
            return "a UUID";
        }
        if (type == DeviceId.class) {
            return "a device id: lower-case letters, digits and dashes, at most 63";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == double.class || type == Double.class) {
            return "a number";
        }
        if (type == long.class || type == int.class || type == Long.class || type == Integer.class) {
            return "a whole number";
        }
        if (type == String.class) {
            return "a text";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        return Map.class.isAssignableFrom(type) || type.isRecord() ? "an object" : "a " + type.getSimpleName();
    }
}
