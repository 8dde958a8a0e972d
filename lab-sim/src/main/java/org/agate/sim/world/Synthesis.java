package org.agate.sim.world;

/// One CsPbBr3 recipe without any noise: what the ideal laboratory would make of it.
///
/// @param ratio CsBr : PbBr2, mol/mol
public record Synthesis(
        double ratio,
        double mixMin,
        double forceNewton,
        double speedRpm,
        double grindMin,
        double celsius,
        double holdMin) {

    private static final double HEATING_PER_MIN = 10;

    /// The powder at the end.
    public Charge product() {
        double mol = 1e-3;
        return Charge.empty()
                .add(Phase.CSBR, mol * ratio / (1 + ratio) * Phase.CSBR.molarMass() * 1000)
                .add(Phase.PBBR2, mol / (1 + ratio) * Phase.PBBR2.molarMass() * 1000)
                .mix(mixMin)
                .grind(forceNewton, speedRpm, grindMin, Rates.nominal())
                .heat(program(), 0, Rates.nominal());
    }

    /// Utility U = 100 yield - 0.05 per minute of mixing and grinding - 0.02 per minute of furnace, ramps included.
    public double utility() {
        return 100 * product().yield()
                - 0.05 * (mixMin + grindMin)
                - 0.02 * program().minutes();
    }

    private TemperatureProgram program() {
        return TemperatureProgram.anneal(celsius, holdMin, HEATING_PER_MIN);
    }
}
