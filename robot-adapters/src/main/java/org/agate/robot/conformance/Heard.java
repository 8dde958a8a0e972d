package org.agate.robot.conformance;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// One message as it came.
///
/// @param at wall time of the kit
/// @param retained whether the broker had kept it; one that was only just said is not, whatever its sender wants
/// @param qos that it was published with, 1 at most
record Heard(Instant at, String topic, byte[] payload, boolean retained, int qos) {

    String text() {
        var text = new String(payload, StandardCharsets.UTF_8);
        return text.length() > 400 ? text.substring(0, 400) + "…" : text;
    }
}
