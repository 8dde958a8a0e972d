package org.agate.sim.camera;

import java.util.Set;
import java.util.SplittableRandom;
import nu.pattern.OpenCV;
import org.agate.sim.world.Vessel;

/// Two powders of one colour that differ only in the shape and size of their grains.
public final class TexturedPowder implements Scenery {

    /// Edge of the square image, pixels.
    public static final int PIXELS = 512;

    private static final double MICRONS_PER_PIXEL = 25;
    private static final double START_MICRONS = 150;
    private static final double BARE = 0.3;

    private final String firstMaterial;
    private final Grain first;
    private final Grain second;
    private final int pixels;

    /// @param firstMaterial whose share is the first component's
    /// @param pixels edge of the square image
    public TexturedPowder(String firstMaterial, Grain first, Grain second, int pixels) {
        OpenCV.loadLocally();
        this.firstMaterial = firstMaterial;
        this.first = first;
        this.second = second;
        this.pixels = pixels;
    }

    /// Salt and sugar.
    public static TexturedPowder saltSugar(int pixels) {
        return new TexturedPowder("salt", Grain.salt(), Grain.sugar(), pixels);
    }

    /// Plates and rods of one compound.
    public static TexturedPowder polymorph(int pixels) {
        return new TexturedPowder("form-a", Grain.plates(), Grain.rods(), pixels);
    }

    @Override
    public byte[] photograph(
            Vessel vessel, String preset, int shot, Set<Disturbance> disturbances, SplittableRandom random) {
        if (vessel.milligrams() <= 0) {
            return bare(disturbances, random);
        }
        double ground = vessel.charge().breakageMicrons() / START_MICRONS;
        return draw(vessel.inertShare(firstMaterial), vessel.charge().lacey(), ground, disturbances, random);
    }

    /// A spread heap.
    ///
    /// @param massShare of the first powder, 0 to 1
    /// @param lacey mixing index, 1 for a random mixture
    /// @param ground share of the diameter that grinding has left, 1 for none
    public byte[] draw(
            double massShare, double lacey, double ground, Set<Disturbance> disturbances, SplittableRandom random) {
        if (disturbances.contains(Disturbance.EMPTY_DISH)) {
            return bare(disturbances, random);
        }
        var heap = new Heap(first.ground(ground), second.ground(ground), massShare, lacey, MICRONS_PER_PIXEL, random);
        return Exposure.of(heap.paint(pixels), disturbances, random);
    }

    private byte[] bare(Set<Disturbance> disturbances, SplittableRandom random) {
        return Exposure.of(new Canvas(pixels, BARE), disturbances, random);
    }
}
