package org.agate.vision.inference;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import org.agate.vision.VisionFault;
import org.agate.vision.colour.Frames;
import org.agate.vision.drift.Check;
import org.agate.vision.feature.Network;
import org.agate.vision.grain.GrainSizes;
import org.agate.vision.image.NativeMemory;
import org.agate.vision.image.Photograph;
import org.agate.vision.inference.Inference.Look;
import org.agate.vision.quality.Defect;
import org.agate.vision.quality.QualityGate;
import org.agate.vision.station.View;
import org.jspecify.annotations.Nullable;

/// Looks at one photograph with a model: what it shows, and what is wrong with it.
record Eye(
        ModelCard card,
        Blend.Fitted fitted,
        QualityGate gate,
        Optional<Novelty> novelty,
        @Nullable Frames frames,
        @Nullable Network network) {

    private static final double BEYOND = 0.15;
    private static final List<String> LIGHTS = List.of("blue", "green", "red", "across", "down");
    private static final Novelty.Strangeness NOT_STRANGE = new Novelty.Strangeness(0, false);

    /// The same with the frames of the day.
    Eye with(Frames others) {
        return new Eye(card, fitted, gate, novelty, others, network);
    }

    /// The same with the network that it learnt with.
    Eye with(Network other) {
        return new Eye(card, fitted, gate, novelty, frames, other);
    }

    /// A photograph, looked at and drawn on.
    record Drawn(Glance glance, byte[] overlay) {}

    /// With its grains, where it may be measured.
    Glance glance(Photograph photograph) {
        return seen(
                photograph,
                view -> {
                    var sight = sight(view);
                    return glance(view, sight, predicted(sight));
                },
                Glance::new);
    }

    /// The same with its overlay.
    Drawn drawn(Photograph photograph) {
        return seen(
                photograph,
                view -> {
                    var sight = sight(view);
                    var predicted = predicted(sight);
                    var tiles = card.features().places(view.pixels());
                    return new Drawn(
                            glance(view, sight, predicted),
                            Overlay.jpeg(view.pixels().pixels(), tiles, firsts(predicted)));
                },
                look -> new Drawn(new Glance(look), Overlay.jpeg(photograph.pixels(), List.of(), List.of())));
    }

    private Glance glance(View view, Sight sight, List<double[]> predicted) {
        var look = look(sight, predicted, view);
        return look.defects().isEmpty()
                ? new Glance(look, sight, firsts(predicted), grains(view.pixels()))
                : new Glance(look);
    }

    Look look(Photograph photograph) {
        return seen(photograph, this::look, look -> look);
    }

    private Look look(View view) {
        var sight = sight(view);
        return look(sight, predicted(sight), view);
    }

    private Sight sight(View view) {
        return Sight.of(view.pixels(), card.handed(), network, card.features());
    }

    /// What the model says of each tile.
    private List<double[]> predicted(Sight sight) {
        return sight.tiles(card.features()).stream().map(fitted::predict).toList();
    }

    /// The share of the first component, tile by tile.
    private static List<Double> firsts(List<double[]> predicted) {
        return predicted.stream().map(tile -> Simplex.shares(tile)[0]).toList();
    }

    /// What a viewer makes of the photograph once it is comparable; else what is made of why it cannot be.
    private <T> T seen(Photograph photograph, Function<View, T> viewer, Function<Look, T> otherwise) {
        try (var view = card.station().view(photograph, frames)) {
            return viewer.apply(view);
        } catch (VisionFault fault) {
            int components = card.components().size();
            return otherwise.apply(new Look(
                    Collections.nCopies(components, 1.0 / components),
                    0,
                    Set.of(Defect.named(fault.code()).orElseThrow(() -> fault)),
                    null));
        }
    }

    private Look look(Sight sight, List<double[]> predicted, View view) {
        double[] shares = Simplex.shares(RatioModel.mean(predicted, tile -> tile));
        var defects = EnumSet.noneOf(Defect.class);
        defects.addAll(gate.defects(sight.quality()));
        if (isElsewhere(view.scale())) {
            defects.add(Defect.SCALE_CHANGED);
        }
        var strange = novelty.map(each -> each.of(sight, shares[0])).orElse(NOT_STRANGE);
        boolean impossible = Arrays.stream(shares).anyMatch(share -> share < -BEYOND || share > 1 + BEYOND);
        if (defects.isEmpty() && (strange.score() > 1 || impossible)) {
            defects.add(strange.light() && strange.score() > 1 ? Defect.LIGHT_CHANGED : Defect.UNFAMILIAR);
        }
        var difference = view.colourDifference();
        return new Look(
                Arrays.stream(shares).boxed().toList(),
                strange.score(),
                defects,
                difference.isPresent() ? difference.getAsDouble() : null);
    }

    /// Whether the camera is nearer or farther than at any standard.
    private boolean isElsewhere(OptionalDouble scale) {
        var scales = card.scales();
        return scale.isPresent() && scales != null && !scales.holds(scale.getAsDouble());
    }

    private GrainSizes grains(Photograph photograph) {
        var region = card.features().region(photograph);
        try {
            return GrainSizes.of(region);
        } finally {
            NativeMemory.free(region);
        }
    }

    /// Share, light and focus of a reference dish.
    Check check(Photograph photograph, Instant at) {
        try (var view = card.station().view(photograph, frames)) {
            var sight = sight(view);
            var look = look(sight, predicted(sight), view);
            var figures = new LinkedHashMap<String, Double>();
            figures.put("share", look.share());
            figures.put("sharpness", Math.log(Math.max(1e-3, sight.quality().sharpness())));
            double[] light = sight.light();
            for (int i = 0; i < LIGHTS.size(); i++) {
                figures.put(LIGHTS.get(i), light[i]);
            }
            view.scale().ifPresent(scale -> figures.put("scale", scale));
            return new Check(at, figures, look.defects());
        }
    }
}
