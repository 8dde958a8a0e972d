package org.agate.sim.world;

import java.util.Arrays;
import java.util.Optional;

/// The solids of the CsBr–PbBr2 system, in the order of a charge's amounts.
public enum Phase {
    CSBR("CsBr", 212.81, 4.44, 1),
    PBBR2("PbBr2", 367.01, 6.66, 1),
    CSPBBR3("CsPbBr3", 579.82, 4.86, 2),
    CS4PBBR6("Cs4PbBr6", 1218.24, 4.29, 5);

    private final String formula;
    private final double molarMass;
    private final double density;
    private final double chargedMol;

    Phase(String formula, double molarMass, double density, double chargedMol) {
        this.formula = formula;
        this.molarMass = molarMass;
        this.density = density;
        this.chargedMol = chargedMol;
    }

    /// The phase with a formula as it stands on the bottle.
    public static Optional<Phase> of(String formula) {
        return Arrays.stream(values())
                .filter(phase -> phase.formula.equals(formula))
                .findFirst();
    }

    public String formula() {
        return formula;
    }

    /// g/mol.
    public double molarMass() {
        return molarMass;
    }

    /// g/cm³.
    public double density() {
        return density;
    }

    /// Mol of CsBr + PbBr2 bound in one mol.
    double chargedMol() {
        return chargedMol;
    }
}
