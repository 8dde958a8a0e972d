package org.agate.robot.device;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An order to start one action.
///
/// @param commandId UUIDv7, committed by the controller before the first publish; one per step and attempt
/// @param epoch the lease under which it is sent
/// @param issued wall time
/// @param timeToLiveSeconds after `issued` it must not start any more, wall time
/// @param deadline lab time by which it must have ended; null for none
/// @param sample the sample it is about; null when about none
/// @param reply topic for the answer; null when none is wanted
/// @param dryRun only check, move nothing, keep nothing
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Command(
        UUID commandId,
        String action,
        Map<String, Object> params,
        long epoch,
        Instant issued,
        @JsonProperty("ttl_s") long timeToLiveSeconds,
        @Nullable Instant deadline,
        @Nullable String sample,
        @Nullable String reply,
        boolean dryRun) {

    private static final long LONGEST_TTL_SECONDS = 86_400;

    public Command {
        Objects.requireNonNull(commandId, "commandId");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(issued, "issued");
        if (timeToLiveSeconds < 0 || timeToLiveSeconds > LONGEST_TTL_SECONDS) {
            throw new IllegalArgumentException("ttl_s (%d) is not between 0 and a day".formatted(timeToLiveSeconds));
        }
        params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
    }

    public boolean expired(Instant now) {
        return now.isAfter(issued.plus(Duration.ofSeconds(timeToLiveSeconds)));
    }

    /// Whether the other command asks for the same thing, numbers compared as values (10 is 10.0).
    public boolean sameContent(Command other) {
        return action.equals(other.action) && Values.same(params, other.params);
    }
}
