package org.agate.vision.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import org.agate.vision.VisionFault;
import org.agate.vision.geometry.MarkerField;
import org.agate.vision.grain.GrainSizes;
import org.agate.vision.image.NativeMemory;
import org.agate.vision.image.Photograph;
import org.agate.vision.inference.Inference.Look;
import org.agate.vision.inference.Inference.Share;
import org.agate.vision.quality.Defect;
import org.agate.vision.quality.QualityGate;
import org.jspecify.annotations.Nullable;

/// Learns the shares of powders in a mixture from photographs of standards, and measures them in others.
///
/// Immutable and thread-safe. It keeps its standards' features: a model is the same model when it is read again.
public final class RatioModel {

    /// Fewer heaps cannot be split into what is learnt and what is judged.
    public static final int FEWEST_HEAPS = 6;

    private static final double BEYOND = 0.15;
    private static final double APART = 4;
    private static final double LEAST_OWN = 0.3;
    private static final Novelty.Strangeness NOT_STRANGE = new Novelty.Strangeness(0, false);

    private final ModelCard card;
    private final List<Standard> standards;
    private final List<Standard> borrowed;
    private final Blend.Fitted fitted;
    private final QualityGate gate;
    private final Optional<Novelty> novelty;

    RatioModel(
            ModelCard card,
            List<Standard> standards,
            List<Standard> borrowed,
            Blend.Fitted fitted,
            QualityGate gate,
            Optional<Novelty> novelty) {
        this.card = card;
        this.standards = List.copyOf(standards);
        this.borrowed = List.copyOf(borrowed);
        this.fitted = fitted;
        this.gate = gate;
        this.novelty = novelty;
    }

    /// What to learn.
    ///
    /// @param name what the model measures, for example `CsPbBr3`
    /// @param components in the order of the standards' shares
    /// @param handed whether left and right are to be told apart: mirrored photographs are then not the same
    /// @param seed of forest and folds
    /// @param field with markers that every photograph shows, and that is looked at from above; null for none
    public record Plan(
            String name,
            List<String> components,
            boolean handed,
            long seed,
            @Nullable MarkerField field) {
        public Plan {
            components = List.copyOf(components);
        }

        /// Without markers.
        public Plan(String name, List<String> components, boolean handed, long seed) {
            this(name, components, handed, seed, null);
        }
    }

    /// Learns the share of the first of two.
    public static RatioModel train(String name, List<Standard> standards, long seed) {
        return train(new Plan(name, List.of("a", "b"), false, seed), standards);
    }

    /// Learns; blend and errors come from cross-validation over heaps.
    ///
    /// @throws VisionFault `vision.standards.too-few` below [#FEWEST_HEAPS] heaps
    public static RatioModel train(Plan plan, List<Standard> standards) {
        return Teaching.train(plan, standards, List.of());
    }

    /// Learns a new camera or light from a few standards, with the help of those that this model learnt from.
    /// Errors are those of the new standards alone.
    ///
    /// @throws VisionFault `vision.standards.too-few` below [#FEWEST_HEAPS] new heaps
    public RatioModel refit(String name, List<Standard> fresh) {
        var alignment = Alignment.of(standards, fresh, card.features());
        var plan = new Plan(name, card.components(), card.handed(), card.seed(), card.field());
        return Teaching.train(
                plan, fresh, standards.stream().map(alignment::moved).toList());
    }

    public ModelCard card() {
        return card;
    }

    public List<Standard> standards() {
        return standards;
    }

    /// Those of another camera that helped, as this one would have seen them.
    List<Standard> borrowed() {
        return borrowed;
    }

    /// What it says of the shares of a standard that it has not learnt from.
    public double[] shares(Standard standard) {
        return Simplex.shares(mean(standard.sight().tiles(card.features()), fitted::predict));
    }

    /// Measures one sample from one or more photographs of it.
    public Inference infer(List<byte[]> files) {
        var looks = new ArrayList<Look>();
        double[] sums = new double[card.components().size()];
        var sizes = new ArrayList<GrainSizes>();
        for (var file : files) {
            try (var photograph = Photograph.decode(file)) {
                looks.add(see(photograph, upright -> {
                    var look = lookUpright(upright);
                    if (look.defects().isEmpty()) {
                        for (int c = 0; c < sums.length; c++) {
                            sums[c] += look.shares().get(c);
                        }
                        sizes.add(grains(upright));
                    }
                    return look;
                }));
            }
        }
        int shots = sizes.size();
        if (shots == 0) {
            var all = new LinkedHashSet<Defect>();
            looks.forEach(look -> all.addAll(look.defects()));
            return new Inference.Refused(all, looks, card.version());
        }
        if (contradict(looks, sums, shots)) {
            return new Inference.Refused(Set.of(Defect.CONTRADICTORY), looks, card.version());
        }
        var shares = new ArrayList<Share>();
        for (int c = 0; c < sums.length; c++) {
            shares.add(share(c, sums[c] / shots, shots));
        }
        double p = Math.clamp(sums[0] / shots, 0, 1);
        double grains = sizes.stream().mapToDouble(GrainSizes::visible).sum();
        double floor = Math.sqrt(p * (1 - p) / Math.max(1, grains));
        return new Inference.Measured(shares, floor, size(sizes), shots, looks, card.version());
    }

    /// A photograph as PNG, each tile tinted and labelled with its own share of the first component.
    public byte[] overlay(byte[] file) {
        try (var photograph = Photograph.decode(file)) {
            var field = card.field();
            if (field == null) {
                return overlay(photograph);
            }
            try (var upright = field.rectify(photograph).pixels()) {
                return overlay(upright);
            }
        }
    }

    private byte[] overlay(Photograph photograph) {
        var set = card.features();
        var shares = set.of(photograph, card.handed()).stream()
                .map(tile -> Simplex.shares(fitted.predict(tile))[0])
                .toList();
        return Overlay.png(photograph.pixels(), set.places(photograph), shares);
    }

    /// Whether shots of one heap differ by more than their own errors explain.
    private boolean contradict(List<Look> looks, double[] sums, int shots) {
        for (int c = 0; c < sums.length; c++) {
            double mean = sums[c] / shots;
            var bar = card.bars().get(c);
            // With one shot per standard nobody knows what shots share: then all of the error may be their own.
            double own = bar.common() < 1 ? Math.sqrt(1 - bar.common()) : 1;
            double most = APART * Math.max(own, LEAST_OWN) * bar.standardDeviation(mean, 1);
            for (var look : looks) {
                if (look.defects().isEmpty() && Math.abs(look.shares().get(c) - mean) > most) {
                    return true;
                }
            }
        }
        return false;
    }

    /// Whether a photograph is one of those that taught this model.
    public boolean hasLearntFrom(byte[] file) {
        var sha256 = Fingerprint.of(file);
        return standards.stream().anyMatch(standard -> standard.sha256().equals(sha256))
                || borrowed.stream().anyMatch(standard -> standard.sha256().equals(sha256));
    }

    /// The mean median diameter of the visible grains, in micrometres; empty where nothing says how large a pixel is.
    private OptionalDouble size(List<GrainSizes> sizes) {
        var field = card.field();
        if (field == null) {
            return OptionalDouble.empty();
        }
        return sizes.stream()
                .mapToDouble(each -> 1000 * each.d50() / field.pixelsPerMillimetre())
                .average();
    }

    /// What one photograph shows, its defects included.
    public Look look(Photograph photograph) {
        return see(photograph, this::lookUpright);
    }

    /// What is seen once the field is upright, where the model has one; else why it cannot be turned so.
    private Look see(Photograph photograph, Function<Photograph, Look> sight) {
        var field = card.field();
        if (field == null) {
            return sight.apply(photograph);
        }
        MarkerField.Seen seen;
        try {
            seen = field.rectify(photograph);
        } catch (VisionFault fault) {
            var defect = fault.code().equals("vision.markers.hidden") ? Defect.MARKER_HIDDEN : Defect.MARKERS_MOVED;
            int components = card.components().size();
            return new Look(Collections.nCopies(components, 1.0 / components), 0, Set.of(defect));
        }
        try (var upright = seen.pixels()) {
            return sight.apply(upright);
        }
    }

    private Look lookUpright(Photograph photograph) {
        var sight = Sight.of(photograph, card.handed(), card.features());
        double[] shares = Simplex.shares(mean(sight.tiles(card.features()), fitted::predict));
        var defects = EnumSet.noneOf(Defect.class);
        defects.addAll(gate.defects(sight.quality()));
        var strange = novelty.map(each -> each.of(sight, shares[0])).orElse(NOT_STRANGE);
        boolean impossible = Arrays.stream(shares).anyMatch(share -> share < -BEYOND || share > 1 + BEYOND);
        if (defects.isEmpty() && (strange.score() > 1 || impossible)) {
            defects.add(strange.light() && strange.score() > 1 ? Defect.LIGHT_CHANGED : Defect.UNFAMILIAR);
        }
        return new Look(Arrays.stream(shares).boxed().toList(), strange.score(), defects);
    }

    private GrainSizes grains(Photograph photograph) {
        var region = card.features().region(photograph);
        try {
            return GrainSizes.of(region);
        } finally {
            NativeMemory.free(region);
        }
    }

    /// The share of a component with its interval, from the mean of some shots of one heap.
    public Share share(int component, double value, int shots) {
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

    /// The mean prediction of some tiles.
    static double[] mean(List<double[]> tiles, Function<double[], double[]> model) {
        double[] sums = new double[0];
        for (double[] tile : tiles) {
            double[] values = model.apply(tile);
            sums = sums.length == 0 ? new double[values.length] : sums;
            for (int t = 0; t < values.length; t++) {
                sums[t] += values[t] / tiles.size();
            }
        }
        return sums;
    }
}
