package org.agate.orchestrator.device;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.agate.orchestrator.database.Database;
import org.agate.orchestrator.event.EventLog;

/// Devices that people want to work at: asked for, drained, held, released. Kept over restarts. Thread-safe.
///
/// From asking on, no vial is brought in; what stands in it is worked off and taken out. Held means that
/// nothing is sent to it any more.
@ApplicationScoped
public class DeviceHolds {

    private final Database database;
    private final EventLog log;
    private final List<Runnable> onChanged = new CopyOnWriteArrayList<>();
    private final AtomicLong changes = new AtomicLong();
    private volatile Known known = new Known(-1, Map.of());

    /// The holds, as of so many changes.
    private record Known(long changes, Map<String, Hold> holds) {}

    /// A device that a person holds, or has asked for.
    ///
    /// @param held whether it rests and is empty; else it is being drained
    /// @param since when it was asked for, or has rested
    public record Hold(String device, boolean held, String by, String why, Instant since) {}

    DeviceHolds(Database database, EventLog log) {
        this.database = database;
        this.log = log;
        log.onKept(event -> {
            if (event.kind().startsWith("device-hold.")) {
                changes.incrementAndGet();
            }
        });
    }

    /// The holds, by device.
    public Map<String, Hold> all() {
        long now = changes.get();
        var seen = known;
        if (seen.changes() == now) {
            return seen.holds();
        }
        var read = read();
        known = new Known(now, read);
        return read;
    }

    private Map<String, Hold> read() {
        return database.call(entities -> {
            var holds = new LinkedHashMap<String, Hold>();
            entities.createQuery("from DeviceHoldEntity h order by h.device", DeviceHoldEntity.class)
                    .getResultStream()
                    .forEach(row -> holds.put(row.device, row.view()));
            return Map.copyOf(holds);
        });
    }

    /// A person wants to work at a device; false when somebody does already.
    public boolean request(String device, String by, String why) {
        return change(log.transact(entities -> entities.find(DeviceHoldEntity.class, device) != null
                        ? List.of()
                        : List.of(new DeviceHoldFact.Requested(device, by, why)))
                .size());
    }

    /// The person is done; false when nobody held it.
    public boolean release(String device, String by, String why) {
        return change(log.transact(entities -> entities.find(DeviceHoldEntity.class, device) == null
                        ? List.of()
                        : List.of(new DeviceHoldFact.Released(device, by, why)))
                .size());
    }

    /// Holds what was asked for and rests.
    ///
    /// @param rests whether a device has nothing to do and no vial in it
    /// @return whether any was
    boolean reach(Predicate<String> rests) {
        var reached = new ArrayList<DeviceHoldFact>();
        all().values().stream()
                .filter(hold -> !hold.held() && rests.test(hold.device()))
                .forEach(hold -> reached.add(new DeviceHoldFact.Reached(hold.device())));
        if (!reached.isEmpty()) {
            log.transact(entities -> reached);
        }
        return !reached.isEmpty();
    }

    private boolean change(int facts) {
        if (facts > 0) {
            onChanged.forEach(Runnable::run);
        }
        return facts > 0;
    }

    /// Called after somebody asked for a device or released it; must not block.
    void onChanged(Runnable listener) {
        onChanged.add(listener);
    }
}
