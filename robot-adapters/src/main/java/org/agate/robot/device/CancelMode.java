package org.agate.robot.device;

/// When a cancel takes effect.
public enum CancelMode {
    /// Within a second.
    AT_ONCE,
    /// At the end of the block, burst or move that is under way.
    AT_BLOCK_END,
    /// Not at all: the action runs to its end.
    NEVER
}
