package org.agate.robot.sdk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agate.robot.device.DeviceError.Level;
import org.agate.robot.device.DeviceEvent;
import org.agate.robot.device.DeviceState;
import org.agate.robot.device.DeviceState.Activity;
import org.agate.robot.device.DeviceState.Alert;
import org.agate.robot.device.DeviceState.Occupant;
import org.agate.robot.sdk.DeviceLedger.Entry;
import org.jspecify.annotations.Nullable;

/// Puts the whole state of a device together. Not thread-safe: the runtime's lock guards it.
final class StateReport {

    private static final int RECENT = 16;

    private final DeviceSetup setup;
    private final boolean simulated;
    private final LeaseKeeper leases;
    private Map<String, Occupant> slots = Map.of();

    StateReport(DeviceSetup setup, boolean simulated, LeaseKeeper leases) {
        this.setup = setup;
        this.simulated = simulated;
        this.leases = leases;
    }

    /// @param present the last report of the running action, which the ledger does not keep; null when none runs
    DeviceState now(Activity activity, @Nullable Execution present) {
        var ledger = setup.ledger();
        var open = ledger.open().stream().map(entry -> report(entry, present)).toList();
        var recent = ledger.recent(RECENT).stream().map(StateReport::report).toList();
        var sub = open.isEmpty() || !(open.getLast().event() instanceof DeviceEvent.Running going) ? null : going.sub();
        slots = occupants(setup.sensors().slots(), setup.wall().instant());
        return new DeviceState(
                setup.sensors().mode(),
                activity,
                sub,
                leases.last(),
                ledger.stopped(),
                simulated,
                setup.sensors().interlocks(),
                slots,
                open,
                recent,
                alerts(ledger));
    }

    /// A sample that was there before has been there since before.
    private Map<String, Occupant> occupants(Map<String, String> present, Instant now) {
        var occupants = new HashMap<String, Occupant>();
        present.forEach((slot, sample) -> {
            var before = slots.get(slot);
            occupants.put(slot, before != null && before.sample().equals(sample) ? before : new Occupant(sample, now));
        });
        return new LinkedHashMap<>(occupants);
    }

    private List<Alert> alerts(DeviceLedger ledger) {
        var alerts = new ArrayList<>(setup.sensors().alerts());
        if (!ledger.fault().isEmpty()) {
            alerts.add(new Alert(ledger.fault(), Level.FATAL, "waits for a person's clear"));
        }
        return alerts;
    }

    private static DeviceState.Report report(Entry entry, @Nullable Execution present) {
        var id = entry.command().commandId();
        if (entry.event() instanceof DeviceEvent.Running
                && present != null
                && present.command().commandId().equals(id)) {
            var last = present.lastReport();
            return new DeviceState.Report(id, last == null ? entry.event() : last, entry.since());
        }
        return report(entry);
    }

    private static DeviceState.Report report(Entry entry) {
        return new DeviceState.Report(entry.command().commandId(), entry.event(), entry.since());
    }
}
