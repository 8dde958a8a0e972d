package org.agate.vision.inference;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.agate.vision.grain.GrainSizes;
import org.agate.vision.inference.Inference.Look;
import org.agate.vision.inference.Inference.Share;
import org.agate.vision.quality.Defect;

/// Photographs of one heap become one result: those with a defect are left out, those that contradict each other are
/// no number.
final class Fusion {

    private static final double APART = 4;
    private static final double LEAST_OWN = 0.3;
    private static final int FEWEST_TILES = 4;
    private static final double NEARLY_PURE = 0.02;

    private final ModelCard card;
    private final List<Look> looks;
    private final List<Glance> fit;
    private final double[] shares;

    Fusion(ModelCard card, List<Glance> glances) {
        this.card = card;
        this.looks = glances.stream().map(Glance::look).toList();
        this.fit = glances.stream().filter(Glance::isFit).toList();
        this.shares = new double[card.components().size()];
        for (int c = 0; c < shares.length; c++) {
            int component = c;
            shares[c] = fit.stream()
                    .mapToDouble(glance -> glance.look().shares().get(component))
                    .average()
                    .orElse(0);
        }
    }

    Inference result() {
        if (fit.isEmpty()) {
            var all = new LinkedHashSet<Defect>();
            looks.forEach(look -> all.addAll(look.defects()));
            return new Inference.Refused(all, looks, card.version());
        }
        if (contradict()) {
            return new Inference.Refused(Set.of(Defect.CONTRADICTORY), looks, card.version());
        }
        var fused = new ArrayList<Share>();
        for (int c = 0; c < shares.length; c++) {
            fused.add(share(card, c, shares[c], fit.size()));
        }
        var powder = powder();
        double floor = Math.sqrt(pureness() / Math.max(1, powder.grains()));
        return new Inference.Measured(fused, floor, powder, fit.size(), looks, card.version());
    }

    /// The share of a component with its interval, from the mean of some shots of one heap.
    static Share share(ModelCard card, int component, double value, int shots) {
        var bar = card.bars().get(component);
        double low = 0;
        double high = 1;
        if (bar.isSure()) {
            double half = bar.halfWidth(value, shots);
            double inside = Math.clamp(value, 0, 1);
            low = Math.max(0, inside - half);
            high = Math.min(1, inside + half);
        }
        return new Share(card.components().get(component), value, bar.standardDeviation(value, shots), low, high);
    }

    /// Whether shots of one heap differ by more than their own errors explain.
    private boolean contradict() {
        for (int c = 0; c < shares.length; c++) {
            var bar = card.bars().get(c);
            // With one shot per standard nobody knows what shots share: then all of the error may be their own.
            double own = bar.common() < 1 ? Math.sqrt(1 - bar.common()) : 1;
            double most = APART * Math.max(own, LEAST_OWN) * bar.standardDeviation(shares[c], 1);
            for (var glance : fit) {
                if (Math.abs(glance.look().shares().get(c) - shares[c]) > most) {
                    return true;
                }
            }
        }
        return false;
    }

    /// p(1 - p): the variance between grains.
    private double pureness() {
        double p = Math.clamp(shares[0], 0, 1);
        return p * (1 - p);
    }

    private Powder powder() {
        double grains =
                fit.stream().mapToDouble(glance -> glance.grains().visible()).sum();
        return new Powder(grains, micrometres(GrainSizes::d50), micrometres(GrainSizes::d90), mixing(grains));
    }

    private OptionalDouble micrometres(ToDoubleFunction<GrainSizes> pixels) {
        var field = card.station().field();
        if (field == null) {
            return OptionalDouble.empty();
        }
        return fit.stream()
                .mapToDouble(glance -> 1000 * pixels.applyAsDouble(glance.grains()) / field.pixelsPerMillimetre())
                .average();
    }

    /// (s₀² - s²) / (s₀² - s_R²): what tiles differ by more than those of the standards, which were well mixed.
    private OptionalDouble mixing(double grains) {
        int tiles = fit.stream().mapToInt(glance -> glance.tiles().size()).sum();
        double between = pureness();
        if (tiles < FEWEST_TILES || card.tileSpread() <= 0 || between < NEARLY_PURE) {
            return OptionalDouble.empty();
        }
        double variance = fit.stream()
                .filter(glance -> glance.tiles().size() > 1)
                .mapToDouble(glance -> Glance.variance(glance.tiles()))
                .average()
                .orElse(0);
        double more = Math.max(
                0, variance - card.tileSpread() * card.bars().getFirst().shape(shares[0]));
        double random = between * tiles / Math.max(tiles, grains);
        return OptionalDouble.of(Math.clamp(1 - more / (between - random + 1e-9), 0, 1));
    }
}
