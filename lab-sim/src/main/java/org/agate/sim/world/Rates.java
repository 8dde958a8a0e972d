package org.agate.sim.world;

/// Rate constants of one sample's reactions; nominal ones, or those of a batch of powder that differs a little.
///
/// Mechanical constants were fitted to 24 robotic measurements (Nakajima et al. 2024, 10.1039/D4DD00189C); thermal ones
/// are plausible inventions.
///
/// @param mechanical prefactors of A+B, Q+B and A+B→P in the mortar, 1/min at 10 N and 60 /min
/// @param thermal prefactors of the five reactions in the furnace, 1/min at 573.15 K
/// @param evaporation prefactor of the loss of PbBr2, 1/min at 573.15 K
public record Rates(double[] mechanical, double[] thermal, double evaporation) {

    private static final double[] MECHANICAL = {5.0e-3, 1.0e-4, 2.8e-3};
    private static final double[] FORCE_ORDER = {1.5, 2.5, 1.1};
    private static final double[] SPEED_ORDER = {-2.5, 0, 0};
    private static final double[] THERMAL = {0.030, 0.030, 0.015, 2.0e-5, 0.15};
    private static final double[] ACTIVATION_KJ = {40, 100, 90, 200, 30};
    private static final double EVAPORATION = 8.0e-5;
    private static final double EVAPORATION_KJ = 130;
    private static final double GAS_KJ = 8.314462618e-3;
    private static final double REFERENCE_K = 573.15;

    /// The constants of the reference model.
    public static Rates nominal() {
        return new Rates(MECHANICAL, THERMAL, EVAPORATION);
    }

    /// All constants multiplied by a factor: one sample's powder that reacts faster or slower.
    public Rates times(double factor) {
        return new Rates(scaled(mechanical, factor), scaled(thermal, factor), evaporation * factor);
    }

    /// Rates in the mortar: r1, r2, r3, then zeros, in 1/min.
    double[] grinding(double forceNewton, double speedRpm) {
        double[] rates = new double[6];
        for (int i = 0; i < 3; i++) {
            rates[i] = mechanical[i]
                    * Math.pow(forceNewton / 10, FORCE_ORDER[i])
                    * Math.pow(speedRpm / 60, SPEED_ORDER[i]);
        }
        return rates;
    }

    /// Rates in the furnace: r1 to r5, then evaporation, in 1/min.
    double[] heating(double kelvin) {
        double[] rates = new double[6];
        for (int i = 0; i < 5; i++) {
            rates[i] = arrhenius(thermal[i], ACTIVATION_KJ[i], kelvin);
        }
        rates[5] = arrhenius(evaporation, EVAPORATION_KJ, kelvin);
        return rates;
    }

    private static double arrhenius(double prefactor, double kilojoules, double kelvin) {
        return prefactor * Math.exp(-kilojoules / GAS_KJ * (1 / kelvin - 1 / REFERENCE_K));
    }

    private static double[] scaled(double[] values, double factor) {
        double[] scaled = values.clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= factor;
        }
        return scaled;
    }
}
