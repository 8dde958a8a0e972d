package org.agate.workflows.validation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.agate.workflows.validation.Value.Amount;

/// What is in the vial and where it stands, as far as the file says. Mutable: it follows the steps.
final class Vial {

    private static final double CAPACITY_MG = 20_000;
    private static final String HOME = "home";

    private final LabCatalog lab;
    private final Findings findings;
    private final int samples;
    private final Map<String, Double> contents = new LinkedHashMap<>();
    private final Map<String, Double> used = new LinkedHashMap<>();
    private Optional<String> place = Optional.of(HOME);

    /// @param samples that are made: the stock must be enough for all
    Vial(LabCatalog lab, Findings findings, int samples) {
        this.lab = lab;
        this.findings = findings;
        this.samples = samples;
    }

    /// `home`, a family, or empty when branches differ.
    Optional<String> place() {
        return place;
    }

    void place(Optional<String> where) {
        place = where;
    }

    void moved(String to) {
        place = Optional.of(to);
    }

    void atTheEnd(Spot spot) {
        place.filter(where -> !where.equals(HOME))
                .ifPresent(where -> findings.add(
                        spot,
                        "workflow.sample.left",
                        "At the end the vial is left in the %s, where it blocks the next one.".formatted(where),
                        "Maybe move it home."));
    }

    /// @param times how often the dose is made, in a loop
    void dose(String material, Optional<Amount> amount, double times, Spot materialSpot, Spot massSpot) {
        var stock = lab.stockMg().get(material);
        if (!lab.stockMg().isEmpty() && stock == null) {
            findings.add(
                    materialSpot,
                    "workflow.material.unknown",
                    "No doser holds (%s), only %s."
                            .formatted(material, lab.stockMg().keySet()),
                    "Maybe it is spelled differently on the hopper.");
        }
        contents.keySet()
                .forEach(other -> lab.materials()
                        .quarrel(material, other)
                        .ifPresent(why -> findings.add(
                                materialSpot,
                                "workflow.materials.incompatible",
                                "(%s) must not meet (%s): %s.".formatted(material, other, why),
                                "Maybe use vials of their own.")));
        double milligrams = times * amount.map(Vial::milligrams).orElse(0.0);
        contents.merge(material, milligrams, Double::sum);
        used.merge(material, milligrams * samples, Double::sum);
        checkMass(material, stock, massSpot);
    }

    private void checkMass(String material, @org.jspecify.annotations.Nullable Double stock, Spot spot) {
        double inVial = contents.getOrDefault(material, 0.0);
        double wanted = used.getOrDefault(material, 0.0);
        if (stock != null && wanted > stock) {
            findings.add(
                    spot,
                    "workflow.stock.short",
                    "%.0f mg of (%s) can be needed, %.0f mg are in stock.".formatted(wanted, material, stock),
                    "Maybe refill the hopper, or make fewer samples.");
        }
        lab.materials()
                .of(material)
                .map(Materials.Material::mostMg)
                .filter(most -> inVial > most)
                .ifPresent(most -> findings.add(
                        spot,
                        "workflow.mass.cap",
                        "%.0f mg of (%s) can be in one vial, %.0f mg are allowed.".formatted(inVial, material, most),
                        "Maybe make smaller samples."));
        double all = contents.values().stream().mapToDouble(mg -> mg).sum();
        if (all > CAPACITY_MG) {
            findings.add(
                    spot,
                    "workflow.mass.cap",
                    "%.0f mg can be in one vial, it holds %.0f mg.".formatted(all, CAPACITY_MG),
                    "Maybe make smaller samples.");
        }
    }

    private static double milligrams(Amount amount) {
        return Math.max(0, amount.in("mg").high());
    }

    /// @param newtonMinutes at most
    void ground(double newtonMinutes, Spot spot) {
        contents.keySet()
                .forEach(material -> lab.materials()
                        .of(material)
                        .map(Materials.Material::mostGrind)
                        .filter(most -> newtonMinutes > most)
                        .ifPresent(most -> findings.add(
                                spot,
                                "workflow.energy.cap",
                                "(%s) can be ground with %.0f N min, %.0f are allowed."
                                        .formatted(material, newtonMinutes, most),
                                "Maybe grind shorter, or with less force.")));
    }

    /// @param celsius at most
    void heated(double celsius, Spot spot) {
        contents.keySet()
                .forEach(material -> lab.materials()
                        .of(material)
                        .map(Materials.Material::hottest)
                        .filter(most -> celsius > most)
                        .ifPresent(most -> findings.add(
                                spot,
                                "workflow.energy.cap",
                                "(%s) can be heated to %.0f °C, %.0f are allowed.".formatted(material, celsius, most),
                                "Maybe lower the temperature.")));
    }
}
