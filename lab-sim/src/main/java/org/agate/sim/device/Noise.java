package org.agate.sim.device;

import java.util.SplittableRandom;
import org.agate.sim.world.Rates;

/// The laboratory's chance: the same for the same scenario seed, device, sample, action and how-manieth time, whatever
/// the order of events and the ids of the run.
///
/// @param powder relative standard deviation of all rate constants between samples
/// @param furnaceKelvin standard deviation of the furnaces' lasting bias
/// @param transferLoss share of the powder that stays behind at each transfer
public record Noise(long seed, double powder, double furnaceKelvin, double transferLoss) {

    /// The usual laboratory: 5 %, 3 K, 2 %.
    public static Noise usual(long seed) {
        return new Noise(seed, 0.05, 3, 0.02);
    }

    /// How one sample's powder differs from the next: all rate constants, log-normal.
    Rates rates(String sample) {
        return Rates.nominal().times(Math.exp(powder * lasting(sample, "rates").nextGaussian()));
    }

    /// The share of the powder that a transfer from one container to another keeps.
    double kept() {
        return 1 - transferLoss;
    }

    /// The draws of one action.
    ///
    /// @param visit how often the device has done that action to that sample, this time included
    public SplittableRandom of(String device, String sample, String action, int visit) {
        return stream(device, sample, action, Integer.toString(visit));
    }

    /// The draws that decide about one kind of fault in one action.
    public SplittableRandom of(String device, String sample, String action, int visit, String fault) {
        return stream(device, sample, action, Integer.toString(visit), fault);
    }

    /// What belongs to a thing for good, such as the bias of one furnace.
    public SplittableRandom lasting(String thing, String property) {
        return stream(thing, property);
    }

    private SplittableRandom stream(String... parts) {
        long hash = seed;
        for (var part : parts) {
            for (int i = 0; i < part.length(); i++) {
                hash = (hash ^ part.charAt(i)) * 0x100000001B3L;
            }
            hash = (hash ^ 0xFF) * 0x9E3779B97F4A7C15L;
        }
        return new SplittableRandom(hash);
    }
}
