package org.agate.vision.inference;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import org.agate.vision.VisionFault;
import org.agate.vision.feature.Features;
import org.agate.vision.image.Photograph;
import org.agate.vision.inference.Inference.Look;
import org.agate.vision.quality.Defect;
import org.agate.vision.quality.Quality;
import org.agate.vision.quality.QualityGate;

/// Learns the share of one powder in a mixture from photographs of standards, and measures it in others.
///
/// Immutable and thread-safe. It keeps its standards' features: a model is the same model when it is read again.
public final class RatioModel {

    /// Fewer heaps cannot be split into what is learnt and what is judged.
    public static final int FEWEST_HEAPS = 6;

    private static final double FAR = 4;

    private final ModelCard card;
    private final List<Standard> standards;
    private final Blend.Fitted fitted;
    private final QualityGate gate;
    private final double mostLeverage;

    private RatioModel(ModelCard card, List<Standard> standards, Blend.Fitted fitted, QualityGate gate) {
        this.card = card;
        this.standards = standards;
        this.fitted = fitted;
        this.gate = gate;
        this.mostLeverage = standards.stream()
                .mapToDouble(s -> fitted.leverage(s.features()))
                .max()
                .orElse(1);
    }

    /// Learns; blend and errors come from cross-validation over heaps.
    ///
    /// @param name what the model measures, for example `CsPbBr3`
    /// @param seed of forest and folds
    /// @throws VisionFault `vision.standards.too-few` below [#FEWEST_HEAPS] heaps
    public static RatioModel train(String name, List<Standard> standards, long seed) {
        long heaps = standards.stream().map(Standard::heap).distinct().count();
        if (heaps < FEWEST_HEAPS) {
            throw new VisionFault(
                    "vision.standards.too-few",
                    "(%d) heaps cannot teach a model, %d can.".formatted(heaps, FEWEST_HEAPS),
                    "Maybe prepare more standards.");
        }
        var outcome = new CrossValidation(standards, seed).best();
        var card = ModelCard.of(name, standards, seed, outcome);
        return restore(card, standards);
    }

    /// The model that a card and its standards describe.
    static RatioModel restore(ModelCard card, List<Standard> standards) {
        double[][] rows = standards.stream().map(Standard::features).toArray(double[][]::new);
        double[] shares = standards.stream().mapToDouble(Standard::share).toArray();
        var fitted = new Blend(card.features(), card.penalty(), card.forestWeight()).fit(rows, shares, card.seed());
        var gate = QualityGate.from(standards.stream().map(Standard::quality).toList());
        return new RatioModel(card, List.copyOf(standards), fitted, gate);
    }

    public ModelCard card() {
        return card;
    }

    public List<Standard> standards() {
        return standards;
    }

    /// Measures one sample from one or more photographs of it.
    public Inference infer(List<byte[]> files) {
        var looks = new ArrayList<Look>();
        double sum = 0;
        double leverage = 0;
        int shots = 0;
        for (var file : files) {
            try (var photograph = Photograph.decode(file)) {
                double[] features = Features.of(photograph).values();
                var defects = EnumSet.noneOf(Defect.class);
                defects.addAll(gate.defects(Quality.of(photograph)));
                double far = fitted.leverage(features);
                double share = fitted.predict(features);
                if (defects.isEmpty() && (far > FAR * mostLeverage || share < -0.15 || share > 1.15)) {
                    defects.add(Defect.UNFAMILIAR);
                }
                looks.add(new Look(share, defects));
                if (defects.isEmpty()) {
                    sum += share;
                    leverage += far;
                    shots++;
                }
            }
        }
        if (shots == 0) {
            var all = new LinkedHashSet<Defect>();
            looks.forEach(look -> all.addAll(look.defects()));
            return new Inference.Refused(all, looks, card.version());
        }
        return new Inference.Measured(
                sum / shots, card.standardDeviation(shots, leverage / shots), shots, looks, card.version());
    }

    /// Residuals by heap, for the split of the error into what shots share and what they do not.
    static double[] variances(List<Standard> standards, double[] residuals) {
        var byHeap = new HashMap<String, List<Double>>();
        for (int i = 0; i < residuals.length; i++) {
            byHeap.computeIfAbsent(standards.get(i).heap(), heap -> new ArrayList<>())
                    .add(residuals[i]);
        }
        double within = 0;
        int freedom = 0;
        double total = 0;
        for (var heap : byHeap.values()) {
            double mean = heap.stream().mapToDouble(r -> r).average().orElse(0);
            within += heap.stream().mapToDouble(r -> (r - mean) * (r - mean)).sum();
            freedom += heap.size() - 1;
            total += heap.stream().mapToDouble(r -> r * r).average().orElse(0);
        }
        double single = total / byHeap.size();
        // With one photograph per heap nothing tells the two apart: then all of it is common to the shots.
        double withinVariance = freedom > 0 ? Math.min(single, within / freedom) : 0;
        return new double[] {single - withinVariance, withinVariance};
    }
}
