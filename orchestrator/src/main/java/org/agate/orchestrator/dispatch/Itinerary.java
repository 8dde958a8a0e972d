package org.agate.orchestrator.dispatch;

import java.time.Duration;
import java.util.List;

/// The stations of a run in order: what a finished one went through, so what another of its workflow will.
public record Itinerary(List<Stop> stops) {

    /// Nothing is known yet.
    public static final Itinerary UNKNOWN = new Itinerary(List.of());

    /// One command.
    ///
    /// @param path of its step
    /// @param left how long before the end of the run it began, lab time, waiting included
    public record Stop(String path, String family, String action, Duration took, Duration left) {}

    public Itinerary {
        stops = List.copyOf(stops);
    }

    /// What comes at or after a step; everything while the step is not known.
    ///
    /// @param path of a step; empty for the start
    public Itinerary from(String path) {
        for (int i = 0; i < stops.size(); i++) {
            if (stops.get(i).path().equals(path)) {
                return new Itinerary(stops.subList(i, stops.size()));
            }
        }
        return this;
    }

    /// The work behind the first stop at a family, or behind the next stop when the family does not come any more.
    public Duration tailBehind(String family) {
        int next = 0;
        for (int i = 0; i < stops.size(); i++) {
            if (stops.get(i).family().equals(family)) {
                next = i;
                break;
            }
        }
        return stops.stream().skip(next + 1L).map(Stop::took).reduce(Duration.ZERO, Duration::plus);
    }

    /// Adds what is left to the load of each family.
    public void addTo(Load load) {
        stops.forEach(stop -> load.add(stop.family(), stop.took()));
    }

    /// How long before the end of a run this itinerary begins; zero when nothing is known.
    public Duration left() {
        return stops.isEmpty() ? Duration.ZERO : stops.getFirst().left();
    }
}
