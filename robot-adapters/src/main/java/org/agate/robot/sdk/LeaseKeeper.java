package org.agate.robot.sdk;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.agate.robot.device.DeviceState.Lease;
import org.agate.robot.device.Instruction.TakeLease;
import org.agate.robot.device.RejectCode;
import org.jspecify.annotations.Nullable;

/// Who may command the device. Not thread-safe: the runtime's lock guards it.
///
/// The epoch only rises, and it is durable; the lease itself is not restored after a restart.
final class LeaseKeeper {

    private final DeviceLedger ledger;
    private final InstantSource wall;
    private final InstantSource monotonic;
    private @Nullable Lease lease;
    private Instant end = Instant.EPOCH;

    /// @param wall for the end of the lease as it is published
    /// @param monotonic decides when the lease ends: setting the wall clock neither ends nor extends it
    LeaseKeeper(DeviceLedger ledger, InstantSource wall, InstantSource monotonic) {
        this.ledger = ledger;
        this.wall = wall;
        this.monotonic = monotonic;
    }

    /// Grants, renews or refuses; the published state tells which.
    boolean take(TakeLease wish) {
        var current = current().orElse(null);
        boolean mine = current != null && current.holder().equals(wish.holder());
        if (current != null && !mine && !wish.force()) {
            return false;
        }
        if (!(mine && wish.want() == ledger.epoch())) {
            if (wish.want() <= ledger.epoch()) {
                return false;
            }
            ledger.raiseEpoch(wish.want());
        }
        long seconds = Math.clamp(wish.timeToLiveSeconds(), 1, 3_600);
        end = monotonic.instant().plusSeconds(seconds);
        lease = new Lease(wish.holder(), wish.want(), wall.instant().plusSeconds(seconds));
        return true;
    }

    /// Why a command of that epoch is refused; empty when it is not.
    Optional<RejectCode> refusal(long epoch) {
        if (epoch < ledger.epoch()) {
            return Optional.of(RejectCode.STALE_EPOCH);
        }
        return current().filter(held -> held.epoch() == epoch).isPresent()
                ? Optional.empty()
                : Optional.of(RejectCode.NO_LEASE);
    }

    Optional<Lease> current() {
        return Optional.ofNullable(lease).filter(held -> monotonic.instant().isBefore(end));
    }

    /// What it was, expired or not; without one, who asks next still learns the epoch that must be passed.
    Lease last() {
        return lease != null ? lease : new Lease("", ledger.epoch(), Instant.EPOCH);
    }

    /// A stop ends it and makes every queued command stale.
    void end() {
        if (lease != null) {
            lease = null;
            ledger.raiseEpoch(ledger.epoch() + 1);
        }
    }
}
