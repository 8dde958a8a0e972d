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

    /// A message of the broker's in our name, 2 s after a break, so that a quick reconnect raises no alarm.
    ///
    /// @param retained whether those who come later hear it too, as the contract wants it
    public record Will(String topic, byte[] payload, boolean retained) {

        /// As the contract wants it.
        public Will(String topic, byte[] payload) {
            this(topic, payload, true);
        }
    }

    static final long WILL_DELAY_SECONDS = 2;
}
