package org.agate.robot.mqtt;

import org.agate.robot.broker.Broker;
import org.jspecify.annotations.Nullable;

/// How to reach a broker.
///
/// @param clientId stable over restarts, so that the broker keeps what came meanwhile
/// @param will published by the broker when the connection breaks; null for none
/// @param sessionSeconds how long the broker keeps the session
public record LinkOptions(
        Broker broker, String clientId, @Nullable Will will, long sessionSeconds) {

    /// A retained message of the broker's in our name, 2 s after a break, so that a quick reconnect raises no alarm.
    public record Will(String topic, byte[] payload) {}

    static final long WILL_DELAY_SECONDS = 2;
}
