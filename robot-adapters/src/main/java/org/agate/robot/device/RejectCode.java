package org.agate.robot.device;

/// Why a command was refused before anything moved.
public enum RejectCode {
    BAD_SCHEMA,
    BAD_PARAM,
    UNKNOWN_ACTION,
    EXPIRED,
    NO_LEASE,
    STALE_EPOCH,
    BUSY,
    INTERLOCK,
    NOT_AUTOMATIC,
    STOPPED,
    ID_REUSED,
    QUEUE_FULL
}
