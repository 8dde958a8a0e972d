package org.agate.sim.camera;

import java.util.SplittableRandom;

/// The grains of one powder: how large, what shape, what colour.
///
/// @param medianMicrons mass median of the volume-equivalent diameter
/// @param spread geometric standard deviation of the diameters: 1.2 sieved to 1.8 milled
/// @param red albedo of a single grain, 0 to 1; likewise green and blue
/// @param translucency how much of what lies below shines through, 0 to 1
/// @param density g/cm³
public record Grain(
        Shape shape,
        double medianMicrons,
        double spread,
        double red,
        double green,
        double blue,
        double translucency,
        double density) {

    /// Habits of crystals, as edges relative to the volume-equivalent diameter.
    public enum Shape {
        /// Table salt.
        CUBE(1, 1, 1, 0.04),
        /// Granulated sugar: prisms with worn corners.
        PRISM(1, 1.25, 0.75, 0.16),
        /// Needles.
        ROD(0.72, 0.72, 1.9, 0.06),
        /// Flakes.
        PLATE(1.35, 1.35, 0.5, 0.06),
        /// Clusters of small cubes.
        AGGLOMERATE(0.5, 0.5, 0.5, 0.2);

        private final double[] edges;
        private final double jitter;

        Shape(double a, double b, double c, double jitter) {
            this.edges = new double[] {a, b, c};
            this.jitter = jitter;
        }

        double edge(int axis) {
            return edges[axis];
        }

        /// How far a corner may be off, relative to the diameter.
        double jitter() {
            return jitter;
        }

        /// How many bodies one grain consists of.
        int bodies() {
            return this == AGGLOMERATE ? 6 : 1;
        }
    }

    /// The finest white of a powder: finer grains scatter more and look paler (Kubelka-Munk, S proportional to 1/d).
    private static final double REFERENCE_MICRONS = 400;

    /// Table salt.
    public static Grain salt() {
        return new Grain(Shape.CUBE, 350, 1.25, 0.88, 0.88, 0.90, 0.35, 2.16);
    }

    /// Granulated sugar.
    public static Grain sugar() {
        return new Grain(Shape.PRISM, 500, 1.3, 0.90, 0.89, 0.86, 0.45, 1.59);
    }

    /// The plates of a compound that crystallises in two habits.
    public static Grain plates() {
        return new Grain(Shape.PLATE, 320, 1.35, 0.89, 0.88, 0.86, 0.4, 1.5);
    }

    /// Its rods.
    public static Grain rods() {
        return new Grain(Shape.ROD, 320, 1.35, 0.89, 0.88, 0.86, 0.4, 1.5);
    }

    /// After grinding to a share of the diameter: smaller, more spread, whiter.
    public Grain ground(double share) {
        double size = medianMicrons * Math.clamp(share, 0.02, 1);
        double wider = spread + (1.8 - spread) * (1 - Math.clamp(share, 0, 1));
        return new Grain(
                shape,
                size,
                wider,
                paler(red, size),
                paler(green, size),
                paler(blue, size),
                translucency * share,
                density);
    }

    /// Reflectance of a finer powder of the same material: R = 1 + K/S - sqrt((K/S)² + 2 K/S).
    private double paler(double albedo, double microns) {
        double absorption = (1 - albedo) * (1 - albedo) / (2 * albedo);
        double ratio = absorption * Math.min(1, microns / REFERENCE_MICRONS);
        return 1 + ratio - Math.sqrt(ratio * ratio + 2 * ratio);
    }

    /// Grains per gram, up to a factor common to all powders: log-normal moments (Hatch and Choate).
    double numberPerMass() {
        double sigma = Math.log(spread);
        return 1 / (density * Math.pow(medianMicrons, 3) * Math.exp(4.5 * sigma * sigma));
    }

    double diameter(SplittableRandom random) {
        return medianMicrons * Math.exp(random.nextGaussian() * Math.log(spread));
    }
}
