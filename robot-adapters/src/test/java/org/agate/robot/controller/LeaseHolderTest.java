package org.agate.robot.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.agate.robot.device.DeviceId;
import org.agate.robot.device.DeviceState;
import org.agate.robot.device.DeviceState.Lease;
import org.agate.robot.device.Instruction.TakeLease;
import org.agate.robot.device.Presence;
import org.agate.robot.testing.DeviceStates;
import org.junit.jupiter.api.Test;

class LeaseHolderTest {

    private static final DeviceId MILL = new DeviceId("mill-1");
    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
    private static final String HOLDER = "main-1a2b";

    private Instant now = START;
    private final LeaseHolder leases = new LeaseHolder(HOLDER, 6_000_000, () -> now);

    private DeviceState shows(String holder, long epoch, Instant until) {
        return DeviceStates.idle(new Lease(holder, epoch, until));
    }

    private Optional<TakeLease> wish(DeviceState state, boolean leased) {
        return leases.wish(new DeviceView(
                MILL,
                Presence.ONLINE,
                START,
                "s",
                Optional.empty(),
                Optional.of(state),
                leased,
                now,
                Duration.ZERO,
                false,
                Map.of()));
    }

    @Test
    void theLeaseOfAKilledStartIsNoGrantForTheNextOne() {
        var old = shows(HOLDER, 5_000_000, START.plusSeconds(25));
        assertThat(wish(old, false).orElseThrow().want()).isEqualTo(6_000_000);
        assertThat(leases.seen(MILL, old, START)).isFalse();
        assertThat(leases.epoch(MILL)).isZero();
        var fresh = shows(HOLDER, 6_000_000, START.plusSeconds(30));
        assertThat(leases.seen(MILL, fresh, START)).isTrue();
        assertThat(leases.epoch(MILL)).isEqualTo(6_000_000);
    }

    @Test
    void aLeaseIsTakenFromAnotherHolderOnlyWhenAPersonWantsThat() {
        var theirs = shows("tablet", 6_000_009, START.plusSeconds(30));
        assertThat(wish(theirs, false).orElseThrow().force()).isFalse();
        leases.takeBack(MILL);
        var forced = wish(theirs, false).orElseThrow();
        assertThat(forced.force()).isTrue();
        assertThat(forced.want()).isGreaterThan(6_000_009);
        assertThat(leases.seen(MILL, shows(HOLDER, forced.want(), START.plusSeconds(30)), START))
                .isTrue();
        now = START.plusSeconds(15);
        assertThat(wish(shows(HOLDER, forced.want(), START.plusSeconds(30)), true)
                        .orElseThrow()
                        .force())
                .isFalse();
    }

    @Test
    void aTakeBackThatTheDeviceDidNotHearIsForgottenWithTheContact() {
        leases.takeBack(MILL);
        leases.forget(MILL);
        assertThat(wish(shows("tablet", 6_000_009, START.plusSeconds(30)), false)
                        .orElseThrow()
                        .force())
                .isFalse();
    }

    @Test
    void anEpochThatNobodyWishedInThisStartIsNoGrantBeforeTheFirstWish() {
        assertThat(leases.seen(MILL, shows(HOLDER, 6_000_000, START.plusSeconds(30)), START))
                .isFalse();
    }

    @Test
    void aHigherEpochOfAnEarlierStartIsPassedAndNotTakenOver() {
        var restored = shows(HOLDER, 9_000_002, START.plusSeconds(25));
        assertThat(wish(restored, false).orElseThrow().want()).isEqualTo(9_000_003);
        assertThat(leases.seen(MILL, restored, START)).isFalse();
    }

    @Test
    void aDeviceWhoseOwnClockSaysThatTheLeaseHasEndedIsAskedAgain() {
        wish(shows("", 0, Instant.EPOCH), false);
        assertThat(leases.seen(MILL, shows(HOLDER, 6_000_000, START.plusSeconds(30)), START))
                .isTrue();
        // The controller was suspended: hardly any time has passed on its monotonic clock.
        now = START.plusSeconds(2);
        var ended = shows(HOLDER, 6_000_000, START.plusSeconds(30));
        assertThat(leases.seen(MILL, ended, START.plusSeconds(600))).isFalse();
        assertThat(wish(ended, false).orElseThrow().want()).isGreaterThan(6_000_000);
    }

    @Test
    void anotherHolderIsRespected() {
        var theirs = shows("main-ffff", 6_000_000, START.plusSeconds(30));
        wish(theirs, false);
        assertThat(leases.seen(MILL, theirs, START)).isFalse();
    }

    @Test
    void afterARaiseTheFormerEpochIsNoGrantAnyMore() {
        wish(shows("", 0, Instant.EPOCH), false);
        var first = shows(HOLDER, 6_000_000, START.plusSeconds(30));
        leases.seen(MILL, first, START);
        leases.raise(MILL);
        assertThat(leases.seen(MILL, first, START)).isFalse();
        assertThat(wish(first, false).orElseThrow().want()).isEqualTo(6_000_001);
        assertThat(leases.seen(MILL, first, START)).isFalse();
        assertThat(leases.seen(MILL, shows(HOLDER, 6_000_001, START.plusSeconds(31)), START))
                .isTrue();
    }

    @Test
    void aLeaseIsRenewedInTime() {
        wish(shows("", 0, Instant.EPOCH), false);
        var granted = shows(HOLDER, 6_000_000, START.plusSeconds(30));
        leases.seen(MILL, granted, START);
        assertThat(wish(granted, true)).isEmpty();
        now = START.plusSeconds(11);
        assertThat(wish(granted, true).orElseThrow().want()).isEqualTo(6_000_000);
    }
}
