package org.agate.sim.world;

/// A charge of powder in its container: what it consists of, how fine it is and how well mixed. Immutable.
///
/// @param chargedMol mol of CsBr + PbBr2 (free or bound) that were weighed in
/// @param amounts CsBr, PbBr2, CsPbBr3, Cs4PbBr6 and lost PbBr2, mol per mol charged
/// @param retained share of the powder that is still in the container
/// @param breakageMicrons grain size without caking, micrometres
/// @param energyDose force/10 N × speed/60 rpm × minutes, summed over all grinding
/// @param lacey mixing index, 0 unmixed to 1 random
/// @param mixedMin minutes in the mixer so far
public record Charge(
        double chargedMol,
        double[] amounts,
        double retained,
        double breakageMicrons,
        double energyDose,
        double lacey,
        double mixedMin) {

    static final double START_MICRONS = 150;
    private static final double LIMIT_MICRONS = 6;
    private static final double CAKING_MICRONS = 0.12;
    private static final double CAKING_FROM = 150;

    /// Nothing weighed in.
    public static Charge empty() {
        return new Charge(0, new double[5], 1, START_MICRONS, 0, 0, 0);
    }

    /// With pure powder added: the balance of a doser, in milligrams.
    public Charge add(Phase phase, double milligrams) {
        if (milligrams <= 0) {
            return this;
        }
        double[] mol = molAmounts();
        double added = milligrams / phase.molarMass() / 1000;
        mol[phase.ordinal()] += added;
        double charged = chargedMol + added * phase.chargedMol();
        double[] relative = new double[5];
        for (int i = 0; i < 5; i++) {
            relative[i] = mol[i] / charged;
        }
        return new Charge(charged, relative, 1, breakageMicrons, energyDose, lacey, mixedMin);
    }

    /// Grain size with caking, micrometres.
    public double grainMicrons() {
        return breakageMicrons + CAKING_MICRONS * Math.max(0, energyDose - CAKING_FROM);
    }

    /// Mass in the container, milligrams.
    public double milligrams() {
        double sum = 0;
        for (var phase : Phase.values()) {
            sum += milligrams(phase);
        }
        return sum;
    }

    /// Mass of one phase in the container, milligrams.
    public double milligrams(Phase phase) {
        return amounts[phase.ordinal()] * chargedMol * phase.molarMass() * 1000 * retained;
    }

    /// Lead bromide that has left as gas, mol per mol charged.
    public double evaporated() {
        return amounts[4];
    }

    /// Mass share of a phase, 0 to 1; zero in an empty container.
    public double massShare(Phase phase) {
        double all = milligrams();
        return all > 0 ? milligrams(phase) / all : 0;
    }

    /// Share of the surface that a camera sees: by volume, since all grains are of one size.
    public double surfaceShare(Phase phase) {
        double all = 0;
        for (var other : Phase.values()) {
            all += milligrams(other) / other.density();
        }
        return all > 0 ? milligrams(phase) / phase.density() / all : 0;
    }

    /// Mol of target × 2 per mol charged: 1 only at ratio 1 and full conversion.
    public double yield() {
        return 2 * amounts[Phase.CSPBBR3.ordinal()] * retained;
    }

    /// After some powder stayed behind, for example on the wall of a mortar.
    public Charge keep(double share) {
        return new Charge(chargedMol, amounts, retained * share, breakageMicrons, energyDose, lacey, mixedMin);
    }

    /// After some minutes in the mixer.
    public Charge mix(double minutes) {
        return new Charge(
                chargedMol,
                amounts,
                retained,
                breakageMicrons,
                energyDose,
                Mixing.tumble(lacey, mixedMin, minutes),
                mixedMin + minutes);
    }

    /// After grinding in the mortar.
    public Charge grind(double forceNewton, double speedRpm, double minutes, Rates rates) {
        double force = forceNewton / 10;
        double speed = speedRpm / 60;
        double breakage = Mortar.breakagePerMin(forceNewton, speed);
        var start = this;
        double[] k = rates.grinding(forceNewton, speedRpm);
        double[] after = Reaction.integrate(
                amounts,
                minutes,
                t -> new Reaction.Drive(
                        k, start.worn(breakage, force * speed, t, speed).mortarContact(), false));
        var worn = worn(breakage, force * speed, minutes, speed);
        return new Charge(
                chargedMol,
                after,
                retained * (1 - Mortar.ejected(speedRpm, minutes)),
                worn.breakageMicrons,
                worn.energyDose,
                worn.lacey,
                mixedMin);
    }

    /// After a temperature programme in the furnace.
    ///
    /// @param biasKelvin how much hotter the powder is than the programme says
    public Charge heat(TemperatureProgram program, double biasKelvin, Rates rates) {
        double size = grainMicrons();
        double contact = lacey * lacey * Math.pow(Mortar.REFERENCE_MICRONS / size, 2);
        double[] after = Reaction.integrate(
                amounts,
                program.minutes(),
                t -> new Reaction.Drive(rates.heating(program.celsius(t) + biasKelvin + 273.15), contact, true));
        return new Charge(chargedMol, after, retained, breakageMicrons, energyDose, lacey, mixedMin);
    }

    private Charge worn(double breakage, double power, double minutes, double speed) {
        return new Charge(
                chargedMol,
                amounts,
                retained,
                LIMIT_MICRONS + (breakageMicrons - LIMIT_MICRONS) * Math.exp(-breakage * minutes),
                energyDose + power * minutes,
                Mixing.grind(lacey, speed, minutes),
                mixedMin);
    }

    private double mortarContact() {
        return lacey * lacey * Mortar.REFERENCE_MICRONS / grainMicrons();
    }

    private double[] molAmounts() {
        double[] mol = amounts.clone();
        for (int i = 0; i < mol.length; i++) {
            mol[i] *= chargedMol * retained;
        }
        return mol;
    }
}
