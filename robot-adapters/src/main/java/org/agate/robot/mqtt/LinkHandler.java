package org.agate.robot.mqtt;

/// What a link tells its owner.
///
/// An inbound message is acknowledged after [#received] returns: what must not be lost is stored in there.
public interface LinkHandler {

    /// A connection stands; subscribe now, whether or not the broker remembers (one that restarted does not).
    void connected();

    /// The connection is gone; the link tries again by itself.
    void disconnected();

    /// A message came.
    void received(String topic, byte[] payload);

    /// A message came that the broker had kept: the last word on its topic from before the subscription.
    default void receivedRetained(String topic, byte[] payload) {
        received(topic, payload);
    }

    /// A message came, with what the wire says of it.
    ///
    /// @param retained whether the broker had kept it
    /// @param qos that it was published with, at most that of the subscription
    default void arrived(String topic, byte[] payload, boolean retained, int qos) {
        if (retained) {
            receivedRetained(topic, payload);
        } else {
            received(topic, payload);
        }
    }

    /// Takes note of a message that could not be handled, after some attempts; it is acknowledged afterwards.
    default void undeliverable(String topic, byte[] payload, Throwable cause) {}

    /// Another client has connected under our name, and the broker has ended our connection.
    ///
    /// @return whether to connect again
    default boolean takenOver() {
        return true;
    }

    /// Whose message it is. Messages of one lane are handled in the order in which they came, those of different lanes
    /// possibly at the same time; one of the empty lane alone, after all before it and before all after it.
    default String lane(String topic) {
        return "";
    }
}
