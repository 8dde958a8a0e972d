package org.agate.robot.sdk;

import org.agate.robot.wire.Site;

/// The stop and the fault: both durable, both left by a person's `clear` alone. Not thread-safe: the runtime's lock
/// guards it.
final class SafetyLatch {

    private final DeviceLedger ledger;
    private final LeaseKeeper leases;
    private boolean siteStopped;
    private long siteEpoch;

    SafetyLatch(DeviceLedger ledger, LeaseKeeper leases) {
        this.ledger = ledger;
        this.leases = leases;
    }

    /// Latches; the lease ends with it, so that what was queued before stays stale after release and clear.
    void stop() {
        if (!ledger.stopped()) {
            ledger.latchStop(true);
        }
        leases.end();
    }

    /// Hears the lab's stop; an older epoch is a message of somebody who is no longer in charge.
    ///
    /// @return whether the device must stop now
    boolean heard(Site.Stop stop) {
        if (stop.epoch() < siteEpoch) {
            return false;
        }
        siteEpoch = stop.epoch();
        siteStopped = stop.engaged();
        return stop.engaged();
    }

    void fault(String code) {
        ledger.latchFault(code);
    }

    /// Has no effect while the lab's stop is engaged.
    void clear() {
        if (siteStopped) {
            return;
        }
        if (ledger.stopped()) {
            ledger.latchStop(false);
        }
        if (!ledger.fault().isEmpty()) {
            ledger.latchFault("");
        }
    }
}
