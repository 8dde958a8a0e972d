package org.agate.robot.device;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What went wrong inside a device.
///
/// @param code the device's own stable code, for example `FLOW_TOO_LOW`
/// @param retry hint such as `AFTER_CLEAR`; null when the device gives none
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeviceError(
        String code, Level level, String text, @Nullable String retry) {

    /// How bad it is: CRITICAL ends the action, FATAL needs a person.
    public enum Level {
        WARNING,
        URGENT,
        CRITICAL,
        FATAL
    }

    public DeviceError {
        Objects.requireNonNull(code, "code");
        level = Objects.requireNonNullElse(level, Level.CRITICAL);
        text = Objects.requireNonNullElse(text, "");
    }

    /// An error that ended its action.
    public static DeviceError critical(String code, String text) {
        return new DeviceError(code, Level.CRITICAL, text, null);
    }
}
