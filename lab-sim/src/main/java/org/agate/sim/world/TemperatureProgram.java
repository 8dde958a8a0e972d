package org.agate.sim.world;

import java.util.ArrayList;
import java.util.List;

/// Temperature over time as a furnace follows it: straight lines between corners.
///
/// @param corners time in minutes and temperature in °C, times rising from zero
public record TemperatureProgram(List<Corner> corners) {

    /// One corner of the programme.
    public record Corner(double minutes, double celsius) {}

    /// Room temperature, where every programme starts and ends, °C.
    public static final double ROOM_CELSIUS = 25;

    public TemperatureProgram {
        corners = List.copyOf(corners);
    }

    /// Up, hold, and down to room temperature again.
    public static TemperatureProgram anneal(double celsius, double holdMin, double ratePerMin) {
        if (celsius <= ROOM_CELSIUS) {
            return new TemperatureProgram(List.of(new Corner(0, ROOM_CELSIUS)));
        }
        double ramp = (celsius - ROOM_CELSIUS) / ratePerMin;
        var corners = new ArrayList<Corner>();
        corners.add(new Corner(0, ROOM_CELSIUS));
        corners.add(new Corner(ramp, celsius));
        corners.add(new Corner(ramp + holdMin, celsius));
        corners.add(new Corner(2 * ramp + holdMin, ROOM_CELSIUS));
        return new TemperatureProgram(corners);
    }

    /// What of it was followed when it was broken off.
    public TemperatureProgram until(double minutes) {
        if (minutes >= minutes()) {
            return this;
        }
        var followed = new ArrayList<Corner>();
        corners.stream().filter(corner -> corner.minutes() < minutes).forEach(followed::add);
        followed.add(new Corner(minutes, celsius(minutes)));
        return new TemperatureProgram(followed);
    }

    /// Whole length, minutes.
    public double minutes() {
        return corners.getLast().minutes();
    }

    /// Hottest point, °C.
    public double hottestCelsius() {
        return corners.stream().mapToDouble(Corner::celsius).max().orElse(ROOM_CELSIUS);
    }

    /// Temperature at a time, °C; the last one after the end.
    public double celsius(double minutes) {
        for (int i = 1; i < corners.size(); i++) {
            var from = corners.get(i - 1);
            var to = corners.get(i);
            if (minutes < to.minutes()) {
                double share = (minutes - from.minutes()) / (to.minutes() - from.minutes());
                return from.celsius() + share * (to.celsius() - from.celsius());
            }
        }
        return corners.getLast().celsius();
    }
}
