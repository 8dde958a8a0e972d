package org.agate.robot.device;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One transition of one action, as the device reports it.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonSubTypes({
    @JsonSubTypes.Type(DeviceEvent.Accepted.class),
    @JsonSubTypes.Type(DeviceEvent.Rejected.class),
    @JsonSubTypes.Type(DeviceEvent.Running.class),
    @JsonSubTypes.Type(DeviceEvent.Paused.class),
    @JsonSubTypes.Type(DeviceEvent.Succeeded.class),
    @JsonSubTypes.Type(DeviceEvent.Failed.class),
    @JsonSubTypes.Type(DeviceEvent.Canceled.class),
    @JsonSubTypes.Type(DeviceEvent.Aborted.class),
    @JsonSubTypes.Type(DeviceEvent.Interrupted.class)
})
public sealed interface DeviceEvent {

    /// Whether nothing can follow.
    @JsonIgnore
    default boolean terminal() {
        return switch (this) {
            case Accepted e -> false;
            case Running e -> false;
            case Paused e -> false;
            case Rejected e -> true;
            case Succeeded e -> true;
            case Failed e -> true;
            case Canceled e -> true;
            case Aborted e -> true;
            case Interrupted e -> true;
        };
    }

    /// The state's name on the wire.
    @JsonIgnore
    default String state() {
        return getClass().getAnnotation(JsonTypeName.class).value();
    }

    /// Recorded in the device; it will start.
    @JsonTypeName("ACCEPTED")
    record Accepted() implements DeviceEvent {}

    /// Never started, and never will.
    @JsonTypeName("REJECTED")
    record Rejected(RejectCode code, String text) implements DeviceEvent {
        public Rejected {
            Objects.requireNonNull(code, "code");
            text = Objects.requireNonNullElse(text, "");
        }
    }

    /// In motion.
    ///
    /// @param progress 0 to 1
    /// @param remainingSeconds lab time
    @JsonTypeName("RUNNING")
    record Running(
            String sub,
            double progress,
            @JsonProperty("remaining_s") double remainingSeconds) implements DeviceEvent {
        public Running {
            sub = Objects.requireNonNullElse(sub, "");
        }
    }

    /// Held in a safe place, able to go on.
    @JsonTypeName("PAUSED")
    record Paused(double progress) implements DeviceEvent {}

    @JsonTypeName("SUCCEEDED")
    record Succeeded(Map<String, Object> result) implements DeviceEvent {
        public Succeeded {
            result = Collections.unmodifiableMap(new LinkedHashMap<>(result));
        }
    }

    /// Something physical happened.
    @JsonTypeName("FAILED")
    record Failed(DeviceError error, Map<String, Object> result) implements DeviceEvent {
        public Failed {
            Objects.requireNonNull(error, "error");
            result = Collections.unmodifiableMap(new LinkedHashMap<>(result));
        }
    }

    /// A controlled end that was asked for.
    @JsonTypeName("CANCELED")
    record Canceled() implements DeviceEvent {}

    /// Ended by a stop or an interlock.
    @JsonTypeName("ABORTED")
    record Aborted(String reason) implements DeviceEvent {
        public Aborted {
            reason = Objects.requireNonNullElse(reason, "");
        }
    }

    /// The device restarted while the action was open.
    ///
    /// @param started false when it surely never moved; null in a message that does not say
    @JsonTypeName("INTERRUPTED")
    record Interrupted(@Nullable Boolean started) implements DeviceEvent {}
}
