package org.agate.sim.device;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.agate.sim.journal.Happening;
import org.agate.sim.journal.LabJournal;
import org.agate.sim.journal.LabJournal.Line;
import org.agate.sim.world.TemperatureProgram;
import org.agate.sim.world.Vessel;

/// The physical laboratory: which vial stands where, what is in it, what is left in the hoppers, which door is open.
///
/// Mutable and thread-safe. Every change is a line of the journal, and a restart reads them again: powder does not
/// vanish when a computer does.
public final class World implements AutoCloseable {

    /// Time constant of a box furnace that cools with its door shut, minutes.
    static final double COOLING_MIN = 20;

    private final InstantSource clock;
    private final LabJournal journal;
    private final Map<String, Vessel> vessels = new LinkedHashMap<>();
    private final Map<String, Double> hoppers = new HashMap<>();
    private final Map<String, Integer> visits = new HashMap<>();
    private final Map<UUID, String> moving = new LinkedHashMap<>();
    private final Map<String, Boolean> stopped = new HashMap<>();
    private final Set<String> gone = new HashSet<>();
    private final Map<String, Warmth> warmth = new HashMap<>();
    private final Map<String, Boolean> openDoors = new HashMap<>();

    private record Warmth(double celsius, Instant at) {}

    /// @param clock lab time
    /// @param hoppers milligrams of each material at the start of a new laboratory
    /// @param past what an earlier start wrote
    public World(InstantSource clock, Map<String, Double> hoppers, List<Line> past, LabJournal journal) {
        this.clock = clock;
        this.journal = journal;
        past.forEach(line -> apply(line.at(), line.happening()));
        hoppers.forEach((material, milligrams) -> {
            if (!this.hoppers.containsKey(material)) {
                happen(new Happening.Stocked(material, milligrams));
            }
        });
        // What a power cut left moving is at rest now; a furnace may still be as hot as its programme wanted.
        Map.copyOf(moving).forEach((id, device) -> {
            var hot = warmth.get(device);
            if (hot != null) {
                happen(new Happening.Warmed(device, hot.celsius()));
            }
            happen(new Happening.Ended(id, device, "POWER LOST"));
        });
    }

    /// A laboratory that is kept in memory only.
    public static World inMemory(InstantSource clock, Map<String, Double> hoppers) {
        return new World(clock, hoppers, List.of(), LabJournal.none());
    }

    private void happen(Happening happening) {
        var now = clock.instant();
        apply(now, happening);
        journal.write(now, happening);
    }

    private void apply(Instant at, Happening happening) {
        switch (happening) {
            case Happening.Stocked it -> hoppers.put(it.material(), it.milligrams());
            case Happening.Placed it -> vessels.put(it.sample(), Vessel.fresh(it.sample(), it.position()));
            case Happening.Started it -> {
                moving.put(it.commandId(), it.device());
                visits.put(visitKey(it.device(), it.action(), it.sample()), it.visit());
            }
            case Happening.Ended it -> moving.remove(it.commandId());
            case Happening.Moved it -> vessels.computeIfPresent(it.sample(), (sample, vessel) -> vessel.at(it.to()));
            case Happening.Poured it -> {
                hoppers.put(it.material(), it.left());
                vessels.put(it.sample(), it.vessel());
            }
            case Happening.Treated it -> vessels.put(it.sample(), it.vessel());
            case Happening.Dropped it -> lose(it.sample());
            case Happening.Discarded it -> lose(it.sample());
            case Happening.Door it -> openDoors.put(it.device(), it.open());
            case Happening.Warmed it -> warmth.put(it.device(), new Warmth(it.celsius(), at));
            case Happening.Stopped it -> stopped.put(it.device(), true);
            case Happening.Cleared it -> stopped.remove(it.device());
        }
    }

    private void lose(String sample) {
        vessels.remove(sample);
        gone.add(sample);
    }

    public synchronized Optional<Vessel> vessel(String sample) {
        return Optional.ofNullable(vessels.get(sample));
    }

    /// Sample by slot of one device.
    public synchronized Map<String, String> slots(String device) {
        var slots = new HashMap<String, String>();
        for (var vessel : vessels.values()) {
            if (vessel.position().startsWith(device + "/")) {
                slots.put(vessel.position().substring(device.length() + 1), vessel.sample());
            }
        }
        return slots;
    }

    synchronized Optional<Vessel> standingAt(String position) {
        return vessels.values().stream()
                .filter(vessel -> vessel.position().equals(position))
                .findFirst();
    }

    /// A fresh vial for a sample that was not seen before; a used one that stood there is taken away.
    synchronized Vessel place(String sample, String position) {
        standingAt(position).ifPresent(old -> happen(new Happening.Discarded(old.sample(), old.milligrams())));
        happen(new Happening.Placed(sample, position));
        return present(sample);
    }

    private Vessel present(String sample) {
        var vessel = vessels.get(sample);
        if (vessel == null) {
            throw new IllegalStateException("Sample (%s) is nowhere in the laboratory.".formatted(sample));
        }
        return vessel;
    }

    /// A device begins to move.
    ///
    /// @return how often it has done that to that sample, this time included; zero when a stop came before
    synchronized int started(UUID commandId, String device, String action, String sample) {
        if (stopped.containsKey(device)) {
            return 0;
        }
        int visit = visits.getOrDefault(visitKey(device, action, sample), 0) + 1;
        happen(new Happening.Started(commandId, device, action, sample, visit));
        return visit;
    }

    synchronized void ended(UUID commandId, String device, String outcome) {
        happen(new Happening.Ended(commandId, device, outcome));
    }

    /// Moves a vial; false when a stop came before.
    synchronized boolean move(String device, String sample, String to) {
        if (stopped.containsKey(device)) {
            return false;
        }
        happen(new Happening.Moved(device, sample, present(sample).position(), to));
        return true;
    }

    /// Lets powder fall; false when a stop came before.
    synchronized boolean pour(String device, String material, String sample, double wanted, double spilt) {
        if (stopped.containsKey(device)) {
            return false;
        }
        // Other dosers may have emptied the hopper meanwhile: no more falls than is there.
        double taken = Math.min(wanted, hopper(material));
        double left = hopper(material) - taken;
        double into = taken - spilt;
        var vessel = present(sample).add(material, into);
        happen(new Happening.Poured(device, material, sample, taken, into, spilt, left, vessel));
        return true;
    }

    /// Changes what is in a vial.
    synchronized void treat(String device, String action, Vessel after, double spilt, double gas) {
        var where = present(after.sample()).position();
        happen(new Happening.Treated(device, action, after.sample(), spilt, gas, after.at(where)));
    }

    /// A furnace is at most that hot now, and cools from there when nobody heats it.
    synchronized void warmed(String device, double celsius) {
        happen(new Happening.Warmed(device, celsius));
    }

    /// How hot a furnace that is not heated is now, °C: it loses its warmth with a time constant of 20 min.
    synchronized double celsius(String device) {
        var last = warmth.get(device);
        if (last == null) {
            return TemperatureProgram.ROOM_CELSIUS;
        }
        double minutes = Duration.between(last.at(), clock.instant()).toMillis() / 60_000.0;
        return TemperatureProgram.ROOM_CELSIUS
                + (last.celsius() - TemperatureProgram.ROOM_CELSIUS) * Math.exp(-minutes / COOLING_MIN);
    }

    /// Lets a vial fall; false when a stop came before.
    synchronized boolean drop(String device, String sample) {
        if (stopped.containsKey(device)) {
            return false;
        }
        happen(new Happening.Dropped(device, sample, present(sample).milligrams()));
        return true;
    }

    /// Whether a vial has left the laboratory for good: none will come out of the rack for it again.
    synchronized boolean isGone(String sample) {
        return gone.contains(sample);
    }

    /// Whether a device moves.
    synchronized boolean isMoving(String device) {
        return moving.containsValue(device);
    }

    synchronized boolean door(String device, boolean open, double celsius, double limit) {
        if (stopped.containsKey(device)) {
            return false;
        }
        happen(new Happening.Door(device, open, celsius, limit));
        return true;
    }

    synchronized boolean isDoorOpen(String device) {
        return openDoors.getOrDefault(device, false);
    }

    /// A stop takes the power from a device, or a person gives it back.
    public synchronized void power(String device, boolean off) {
        if (off != stopped.containsKey(device)) {
            happen(off ? new Happening.Stopped(device) : new Happening.Cleared(device));
        }
    }

    synchronized double hopper(String material) {
        return hoppers.getOrDefault(material, 0.0);
    }

    /// A person fills a hopper up.
    ///
    /// @param milligrams put in
    public synchronized void fill(String material, double milligrams) {
        happen(new Happening.Stocked(material, hopper(material) + milligrams));
    }

    synchronized boolean stocks(String material) {
        return hoppers.containsKey(material);
    }

    private static String visitKey(String device, String action, String sample) {
        return device + "/" + action + "/" + sample;
    }

    @Override
    public synchronized void close() {
        journal.close();
    }
}
