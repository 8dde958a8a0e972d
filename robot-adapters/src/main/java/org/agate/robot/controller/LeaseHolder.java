package org.agate.robot.controller;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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
    private final InstantSource wall;
    private final Map<DeviceId, Long> wanted = new HashMap<>();
    private final Map<DeviceId, Long> granted = new HashMap<>();
    private final Map<DeviceId, Instant> asked = new HashMap<>();
    private final Map<DeviceId, Long> above = new HashMap<>();
    private final Map<DeviceId, Instant> shown = new HashMap<>();
    private final Map<DeviceId, Instant> valid = new HashMap<>();

    LeaseHolder(String holder, long base, InstantSource wall) {
        this.holder = holder;
        this.base = base;
        this.wall = wall;
    }

    /// The epoch for a command sent now; zero without a lease, which the device refuses.
    long epoch(DeviceId device) {
        return granted.getOrDefault(device, 0L);
    }

    /// What to ask the device for; empty when the lease is fresh, or was asked for a moment ago.
    Optional<TakeLease> wish(DeviceView view) {
        var device = view.device();
        var now = wall.instant();
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
        }
        return Optional.of(new TakeLease(holder, TTL_SECONDS, want, false));
    }

    /// Learns from a state message whether the lease is ours.
    boolean seen(DeviceId device, DeviceState state) {
        var lease = state.lease();
        // A late answer to an earlier wish is a grant as well.
        boolean mine = lease.holder().equals(holder)
                && lease.epoch() <= wanted.getOrDefault(device, -1L)
                && lease.epoch() > above.getOrDefault(device, 0L);
        if (mine && !lease.until().equals(shown.put(device, lease.until()))) {
            // Granted or renewed just now. Counted on our own clock, from when it was asked for: the device's may be
            // minutes off. What was not asked for since the last contact may be old, and is asked for again.
            valid.put(device, asked.getOrDefault(device, Instant.EPOCH).plusSeconds(TTL_SECONDS));
        }
        boolean ours = mine && validUntil(device).isAfter(wall.instant());
        if (ours) {
            granted.put(device, lease.epoch());
        } else {
            granted.remove(device);
        }
        return ours;
    }

    private Instant validUntil(DeviceId device) {
        return valid.getOrDefault(device, Instant.EPOCH);
    }

    /// Asks for a higher epoch next, so that copies of old commands become stale.
    void raise(DeviceId device) {
        above.put(device, wanted.getOrDefault(device, 0L));
        forget(device);
    }

    void forget(DeviceId device) {
        granted.remove(device);
        asked.remove(device);
        shown.remove(device);
        valid.remove(device);
    }
}
