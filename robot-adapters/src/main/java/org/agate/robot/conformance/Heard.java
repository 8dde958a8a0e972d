package org.agate.robot.conformance;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// One message as it came.
///
/// @param at wall time of the kit
record Heard(Instant at, String topic, byte[] payload) {

    String text() {
        var text = new String(payload, StandardCharsets.UTF_8);
        return text.length() > 400 ? text.substring(0, 400) + "…" : text;
    }
}
