package org.agate.robot.mqtt;

/// What a link tells its owner, always on the link's own thread, one call after the other.
///
/// An inbound message is acknowledged after [#received] returns: what must not be lost is stored in there.
public interface LinkHandler {

    /// A connection stands; subscribe now, whether or not the broker remembers (one that restarted does not).
    void connected();

    /// The connection is gone; the link tries again by itself.
    void disconnected();

    /// A message came.
    void received(String topic, byte[] payload);
}
