package org.agate.robot.device;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is said beside commands, on the `instant` topic: it takes effect at once.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "op")
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonSubTypes({
    @JsonSubTypes.Type(Instruction.TakeLease.class),
    @JsonSubTypes.Type(Instruction.Query.class),
    @JsonSubTypes.Type(Instruction.Cancel.class),
    @JsonSubTypes.Type(Instruction.Pause.class),
    @JsonSubTypes.Type(Instruction.Resume.class),
    @JsonSubTypes.Type(Instruction.Stop.class),
    @JsonSubTypes.Type(Instruction.Clear.class)
})
public sealed interface Instruction {

    /// Ask for, or renew, the right to command.
    ///
    /// @param want equal to the present epoch for a renewal, higher for a new grant
    /// @param force a person takes over from another holder
    @JsonTypeName("lease")
    record TakeLease(String holder, @JsonProperty("ttl_s") long timeToLiveSeconds, long want, boolean force)
            implements Instruction {
        public TakeLease {
            Objects.requireNonNull(holder, "holder");
        }
    }

    /// Publish state again, and the fate of one command.
    @JsonTypeName("query")
    record Query(@Nullable UUID commandId) implements Instruction {}

    @JsonTypeName("cancel")
    record Cancel(UUID commandId, long epoch) implements Instruction {
        public Cancel {
            Objects.requireNonNull(commandId, "commandId");
        }
    }

    @JsonTypeName("pause")
    record Pause(@Nullable UUID commandId) implements Instruction {}

    @JsonTypeName("resume")
    record Resume(@Nullable UUID commandId, long epoch) implements Instruction {}

    /// End all motion and latch; leaves only by release and [Clear].
    @JsonTypeName("stop")
    record Stop(String by, String reason) implements Instruction {
        public Stop {
            by = Objects.requireNonNullElse(by, "");
            reason = Objects.requireNonNullElse(reason, "");
        }
    }

    /// A person says that the device may work again.
    @JsonTypeName("clear")
    record Clear(String by) implements Instruction {
        public Clear {
            by = Objects.requireNonNullElse(by, "");
        }
    }
}
