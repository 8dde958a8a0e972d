package org.agate.robot.device;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// The name of a device on the wire: lower-case letters, digits and dashes, at most 63.
public record DeviceId(@JsonValue String value) implements Comparable<DeviceId> {

    private static final Pattern VALID = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    @JsonCreator
    public DeviceId {
        if (!VALID.matcher(value).matches()) {
            throw new ContractBroken(
                    "device.id.invalid",
                    "Device id (%s) does not match %s.".formatted(value, VALID),
                    "Maybe use lower-case letters, digits and dashes.");
        }
    }

    /// Whether a text is a device id.
    public static boolean isValid(String value) {
        return VALID.matcher(value).matches();
    }

    @Override
    public int compareTo(DeviceId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
