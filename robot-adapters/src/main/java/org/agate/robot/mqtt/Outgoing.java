package org.agate.robot.mqtt;

/// A message to publish.
///
/// @param expirySeconds after which the broker drops it; zero for never
public record Outgoing(String topic, byte[] payload, int qos, boolean retained, long expirySeconds) {

    public static Outgoing fact(String topic, byte[] payload, long expirySeconds) {
        return new Outgoing(topic, payload, 1, false, expirySeconds);
    }

    /// What may be lost: telemetry.
    public static Outgoing sample(String topic, byte[] payload, long expirySeconds) {
        return new Outgoing(topic, payload, 0, false, expirySeconds);
    }

    public static Outgoing retained(String topic, byte[] payload) {
        return new Outgoing(topic, payload, 1, true, 0);
    }
}
