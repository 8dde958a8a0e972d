package org.agate.orchestrator.dispatch;

import java.time.Duration;

/// When a device that works on many vials at once begins, and all of them by the same programme.
///
/// @param patience the longest that a loaded vial waits for others, lab time
public record BatchRule(Duration patience) {

    /// What is known when it is asked.
    ///
    /// @param loaded vials that stand in the device
    /// @param capacity vials that it takes
    /// @param atHand vials with the same programme that could be loaded now
    /// @param coming vials with the same programme that have not got so far yet
    /// @param relieved whether another such device stands idle and could take those
    /// @param wanted whether a vial with another programme waits for this device
    /// @param waited how long the first of the loaded ones has stood there, lab time
    public record Loading(
            int loaded, int capacity, int atHand, int coming, boolean relieved, boolean wanted, Duration waited) {}

    /// Full; or nobody else comes; or who comes has another device; or somebody else needs this one; or it has waited
    /// long enough.
    public boolean begins(Loading loading) {
        if (loading.loaded() == 0 || loading.loaded() >= loading.capacity()) {
            return loading.loaded() > 0;
        }
        return loading.waited().compareTo(patience) >= 0
                || loading.atHand() == 0 && (loading.coming() == 0 || loading.relieved() || loading.wanted());
    }
}
