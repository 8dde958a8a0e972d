package org.agate.robot.device;

/// What a running action does when the lease expires or the broker is gone.
public enum ControllerLoss {
    /// Run to the planned end: a furnace programme cools by itself.
    CONTINUE,
    /// End the present burst or block, then the action as planned.
    FINISH,
    /// Rest at the next safe pose until somebody is in charge again.
    HOLD,
    /// End at once in a safe state.
    SAFE_STOP
}
