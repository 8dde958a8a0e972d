package org.agate.robot.controller;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.agate.robot.device.DeviceId;
import org.agate.robot.device.DeviceState;
import org.agate.robot.device.Instruction.TakeLease;

/// The leases of one controller: which it has, and what to ask for next. Not thread-safe: the link's lock guards it.
final class LeaseHolder {

    private static final long TTL_SECONDS = 30;
    private static final long RENEW_BELOW_SECONDS = 20;
    private static final long ASK_AGAIN_MILLIS = 1_000;

    private final String holder;
    private final long base;
    private final InstantSource clock;
    private final Map<DeviceId, Long> wanted = new HashMap<>();
    private final Map<DeviceId, Long> granted = new HashMap<>();
    private final Map<DeviceId, Instant> asked = new HashMap<>();
    /// The lowest epoch that counts as a grant. A lower one was wished by an earlier start, or before a raise.
    private final Map<DeviceId, Long> lowest = new HashMap<>();
    private final Map<DeviceId, Instant> shown = new HashMap<>();
    private final Map<DeviceId, Instant> valid = new HashMap<>();
    private final Set<DeviceId> forced = new HashSet<>();

    /// @param base above every epoch that an earlier start of this holder can have wished
    /// @param clock monotonic
    LeaseHolder(String holder, long base, InstantSource clock) {
        this.holder = holder;
        this.base = base;
        this.clock = clock;
    }

    /// The epoch for a command sent now; zero without a lease, which the device refuses.
    long epoch(DeviceId device) {
        return granted.getOrDefault(device, 0L);
    }

    /// What to ask the device for; empty when the lease is fresh, or was asked for a moment ago.
    Optional<TakeLease> wish(DeviceView view) {
        var device = view.device();
        var now = clock.instant();
        var lease = view.state().map(DeviceState::lease);
        long present = lease.map(DeviceState.Lease::epoch).orElse(0L);
        if (view.leased() && validUntil(device).isAfter(now.plusSeconds(RENEW_BELOW_SECONDS))) {
            return Optional.empty();
        }
        if (now.isBefore(asked.getOrDefault(device, Instant.EPOCH).plusMillis(ASK_AGAIN_MILLIS))) {
            return Optional.empty();
        }
        asked.put(device, now);
        long want;
        if (granted.containsKey(device)) {
            want = granted.get(device);
        } else {
            // The device may remember a higher epoch than it shows after a restart: each refusal asks for one more.
            want = Math.max(Math.max(base, present + 1), wanted.getOrDefault(device, 0L) + 1);
            wanted.put(device, want);
            lowest.putIfAbsent(device, want);
        }
        return Optional.of(new TakeLease(holder, TTL_SECONDS, want, forced.contains(device)));
    }

    /// Learns from a state message whether the lease is ours.
    ///
    /// @param said when the device said so, by its own clock
    boolean seen(DeviceId device, DeviceState state, Instant said) {
        var lease = state.lease();
        // A late answer to an earlier wish is a grant as well, but an epoch that this start never wished is none: it
        // was granted to an earlier start, and commands of that start may still be in the broker.
        boolean mine = lease.holder().equals(holder)
                && lease.epoch() <= wanted.getOrDefault(device, -1L)
                && lease.epoch() >= lowest.getOrDefault(device, Long.MAX_VALUE)
                && said.isBefore(lease.until());
        if (mine && !lease.until().equals(shown.put(device, lease.until()))) {
            // Granted or renewed just now. Counted on our own clock, from when it was asked for: the device's may be
            // minutes off. What was not asked for since the last contact may be old, and is asked for again.
            valid.put(device, asked.getOrDefault(device, Instant.EPOCH).plusSeconds(TTL_SECONDS));
        }
        boolean ours = mine && validUntil(device).isAfter(clock.instant());
        if (ours) {
            granted.put(device, lease.epoch());
            forced.remove(device);
        } else {
            granted.remove(device);
        }
        return ours;
    }

    private Instant validUntil(DeviceId device) {
        return valid.getOrDefault(device, Instant.EPOCH);
    }

    /// Takes the lease from whoever has it, with the next wish: a person wants that.
    void takeBack(DeviceId device) {
        forced.add(device);
        asked.remove(device);
    }

    /// Asks for a higher epoch next, so that copies of old commands become stale.
    void raise(DeviceId device) {
        lowest.put(device, wanted.getOrDefault(device, base - 1) + 1);
        forget(device);
    }

    void forget(DeviceId device) {
        granted.remove(device);
        forced.remove(device);
        asked.remove(device);
        shown.remove(device);
        valid.remove(device);
    }
}
