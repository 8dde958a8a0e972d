package org.agate.robot.device;

/// Whether a device can be reached: ONLINE, OFFLINE by its own word, or LOST by the broker's.
public enum Presence {
    ONLINE,
    OFFLINE,
    LOST
}
