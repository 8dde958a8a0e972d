package org.agate.orchestrator.device;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.agate.orchestrator.database.Database;
import org.agate.orchestrator.device.ConsumableEntity.Key;
import org.agate.orchestrator.event.EventLog;

/// The consumable ledger: what is left of each powder in each device, by what devices and people have said.
///
/// A device works on one command at a time, so what is free for the next dose is what is left. A powder that nobody has
/// said anything about is believed to be there; the device itself finds out.
@ApplicationScoped
public class Consumables {

    private final Database database;
    private final EventLog log;
    private final List<Runnable> onFilled = new CopyOnWriteArrayList<>();

    /// A powder in a device.
    public record Stock(String device, String material, double milligrams, Instant changed) {}

    Consumables(Database database, EventLog log) {
        this.database = database;
        this.log = log;
    }

    /// Everything that anybody has said something about.
    public List<Stock> all() {
        return database.call(entities -> entities.createQuery(
                        "from ConsumableEntity c order by c.key.device, c.key.material", ConsumableEntity.class)
                .getResultStream()
                .map(row -> new Stock(row.key.device(), row.key.material(), row.milligrams, row.changed))
                .toList());
    }

    /// A person has filled a device up.
    ///
    /// @param milligrams that are in it now
    public void fill(String device, String material, double milligrams, String by) {
        if (!(milligrams >= 0) || Double.isInfinite(milligrams)) {
            throw new IllegalArgumentException("Mass (%s) mg is none.".formatted(milligrams));
        }
        log.append(new ConsumableFact.Filled(device, material, milligrams, by));
        onFilled.forEach(Runnable::run);
    }

    /// Called after a device was filled up; must not block.
    void onFilled(Runnable listener) {
        onFilled.add(listener);
    }

    /// Why a command must wait for powder; empty when it need not.
    ///
    /// @param params as they will be sent
    Optional<String> shortage(String device, String action, Map<String, Object> params) {
        if (!action.equals("dose")
                || !(params.get("material") instanceof String material)
                || !(params.get("target_mg") instanceof Number target)) {
            return Optional.empty();
        }
        return left(device, material)
                .filter(left -> left < target.doubleValue())
                .map(left -> "%s has %.0f mg of %s left and %.0f mg are wanted: fill it up and say so"
                        .formatted(device, left, material, target.doubleValue()));
    }

    private Optional<Double> left(String device, String material) {
        return database.call(
                entities -> Optional.ofNullable(entities.find(ConsumableEntity.class, new Key(device, material)))
                        .map(row -> row.milligrams));
    }
}
