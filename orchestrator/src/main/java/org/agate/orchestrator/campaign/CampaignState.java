package org.agate.orchestrator.campaign;

/// Where a campaign stands.
public enum CampaignState {
    /// Preparing and photographing standards.
    CALIBRATING,
    RUNNING,
    /// Starts nothing new; what runs goes on.
    HELD,
    FINISHED,
    FAILED
}
