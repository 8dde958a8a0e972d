package org.agate.vision.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.agate.vision.VisionFault;
import org.agate.vision.quality.QualityGate;

/// From standards to a model: what is chosen, what is learnt, and where the borders of the familiar lie.
final class Teaching {

    /// So large a part of the standards may be spoilt; where more seem so, they are what is usual.
    private static final double MOST_SPOILT = 0.2;

    private Teaching() {}

    static RatioModel train(RatioModel.Plan plan, List<Standard> all, List<Standard> borrowed) {
        var standards = sound(all);
        long heaps = standards.stream().map(Standard::heap).distinct().count();
        if (heaps < RatioModel.FEWEST_HEAPS) {
            throw new VisionFault(
                    "vision.standards.too-few",
                    "(%d) heaps cannot teach a model, %d can; (%d) photographs were left out, since they would be refused."
                            .formatted(heaps, RatioModel.FEWEST_HEAPS, all.size() - standards.size()),
                    "Maybe prepare more standards, or photograph the spoilt ones again.");
        }
        requireVaried(plan, standards);
        var validation = new CrossValidation(standards, borrowed, plan.attention(), plan.seed());
        var outcome = validation.best();
        var fitted = outcome.blend().fit(together(standards, borrowed), plan.seed(), Optional.empty());
        var kernel = fitted.process()
                .map(process ->
                        Arrays.stream(process.kernel().unknowns()).boxed().toList())
                .orElse(List.of());
        var card = ModelCard.of(plan, standards, borrowed, all.size() - standards.size(), outcome, kernel);
        var kept = standards.stream()
                .map(standard -> standard.only(card.features()))
                .toList();
        return of(card, kept, borrowed, fitted, validation);
    }

    /// Those that would be measured: a photograph that would be refused teaches nothing of those that are not, and its
    /// error is none of theirs.
    private static List<Standard> sound(List<Standard> all) {
        var gate = QualityGate.from(
                all.stream().map(standard -> standard.sight().quality()).toList());
        var sound = all.stream()
                .filter(standard -> gate.defects(standard.sight().quality()).isEmpty())
                .toList();
        return all.size() - sound.size() <= MOST_SPOILT * all.size()
                        && range(sound).equals(range(all))
                ? sound
                : all;
    }

    /// Without its ends a range would be guessed at.
    private static List<Double> range(List<Standard> standards) {
        var shares = standards.stream().mapToDouble(Standard::share).summaryStatistics();
        return List.of(shares.getMin(), shares.getMax());
    }

    private static void requireVaried(RatioModel.Plan plan, List<Standard> standards) {
        for (var standard : standards) {
            if (standard.shares().size() != plan.components().size()) {
                throw new VisionFault(
                        "vision.components.differ",
                        "Heap (%s) has shares %s for components %s."
                                .formatted(standard.heap(), standard.shares(), plan.components()),
                        "Maybe the labels are those of another material.");
            }
        }
        for (int c = 0; c < plan.components().size(); c++) {
            int component = c;
            long values = standards.stream()
                    .map(each -> each.shares().get(component))
                    .distinct()
                    .count();
            if (values < 2) {
                throw new VisionFault(
                        "vision.labels.constant",
                        "Every standard has the same share of (%s)."
                                .formatted(plan.components().get(c)),
                        "Maybe prepare standards over the whole range, or leave that component out.");
            }
        }
    }

    /// The model that a card and its standards describe.
    static RatioModel restore(ModelCard card, List<Standard> standards, List<Standard> borrowed) {
        var fitted = card.blend().fit(together(standards, borrowed), card.seed(), card.groupKernel());
        return of(
                card,
                standards,
                borrowed,
                fitted,
                new CrossValidation(standards, borrowed, card.attention(), card.seed()));
    }

    private static List<Standard> together(List<Standard> standards, List<Standard> borrowed) {
        var all = new ArrayList<>(borrowed);
        all.addAll(standards);
        return all;
    }

    private static RatioModel of(
            ModelCard card,
            List<Standard> standards,
            List<Standard> borrowed,
            Blend.Fitted fitted,
            CrossValidation validation) {
        var gate = QualityGate.from(
                standards.stream().map(standard -> standard.sight().quality()).toList());
        // What light goes with a share is asked of the true shares: a restored model has no others.
        double[] first = standards.stream().mapToDouble(Standard::share).toArray();
        var novelty = Novelty.of(standards, card.features(), card.blend().columns(), first, validation.folds());
        return new RatioModel(standards, borrowed, new Eye(card, fitted, gate, novelty, null, null));
    }
}
