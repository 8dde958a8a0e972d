package org.agate.vision.inference;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.agate.vision.VisionFault;
import org.agate.vision.colour.Frames;
import org.agate.vision.drift.Check;
import org.agate.vision.feature.Attention;
import org.agate.vision.feature.Network;
import org.agate.vision.feature.NetworkNote;
import org.agate.vision.image.Fingerprint;
import org.agate.vision.image.Photograph;
import org.agate.vision.inference.Inference.Look;
import org.agate.vision.inference.Inference.Share;
import org.agate.vision.station.Station;
import org.jspecify.annotations.Nullable;

/// Learns the shares of powders in a mixture from photographs of standards, and measures them in others.
///
/// Immutable and thread-safe. It keeps its standards' features: a model is the same model when it is read again.
public final class RatioModel {

    /// Fewer heaps cannot be split into what is learnt and what is judged.
    public static final int FEWEST_HEAPS = 6;

    /// More of them say little.
    private static final int REASONS = 5;

    private final List<Standard> standards;
    private final List<Standard> borrowed;
    private final Eye eye;

    RatioModel(List<Standard> standards, List<Standard> borrowed, Eye eye) {
        this.standards = List.copyOf(standards);
        this.borrowed = List.copyOf(borrowed);
        this.eye = eye;
    }

    /// What to learn.
    ///
    /// @param name what the model measures, for example `CsPbBr3`
    /// @param components in the order of the standards' shares
    /// @param handed whether left and right are to be told apart: mirrored photographs are then not the same
    /// @param seed of forest and folds
    /// @param station where all photographs are taken
    /// @param network that looks at each tile too; null for none
    public record Plan(
            String name,
            List<String> components,
            boolean handed,
            long seed,
            Station station,
            @Nullable NetworkNote network) {
        public Plan {
            components = List.copyOf(components);
        }

        /// Without a network.
        public Plan(String name, List<String> components, boolean handed, long seed, Station station) {
            this(name, components, handed, seed, station, null);
        }

        Attention attention() {
            return new Attention(handed, network == null ? 0 : network.outputs());
        }

        /// For photographs that are taken as they are.
        public Plan(String name, List<String> components, boolean handed, long seed) {
            this(name, components, handed, seed, Station.BARE);
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
    /// @param station where the new ones were photographed
    public RatioModel refit(String name, List<Standard> fresh, Station station) {
        var card = card();
        var alignment = Alignment.of(standards, fresh, card.features());
        var plan = new Plan(name, card.components(), card.handed(), card.seed(), station, card.network());
        return Teaching.train(
                plan, fresh, standards.stream().map(alignment::moved).toList());
    }

    /// The same model with the frames of the day, at a station that needs them.
    public RatioModel with(Frames frames) {
        return new RatioModel(standards, borrowed, eye.with(frames));
    }

    /// The same model with the network that it learnt with.
    ///
    /// @throws VisionFault `vision.network.other`
    public RatioModel with(Network network) {
        if (!network.note().equals(card().network())) {
            throw new VisionFault(
                    "vision.network.other",
                    "Model (%s) learnt with network (%s), not with (%s)."
                            .formatted(card().version(), card().network(), network.note()),
                    "Maybe teach it again.");
        }
        return new RatioModel(standards, borrowed, eye.with(network));
    }

    /// The one that looks at each tile too.
    public Optional<Network> network() {
        return Optional.ofNullable(eye.network());
    }

    /// Those that it looks through.
    public Optional<Frames> frames() {
        return Optional.ofNullable(eye.frames());
    }

    public ModelCard card() {
        return eye.card();
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
        return Simplex.shares(mean(standard.sight().tiles(card().features()), eye.fitted()::predict));
    }

    /// Measures one sample from one or more photographs of it.
    public Inference infer(List<byte[]> files) {
        return new Fusion(card(), each(files, eye::glance)).result();
    }

    /// The same with reasons and overlays.
    public Explained explain(List<byte[]> files) {
        return explain(files, REASONS);
    }

    /// @param most so many reasons at most
    Explained explain(List<byte[]> files, int most) {
        var drawn = each(files, eye::drawn);
        var glances = drawn.stream().map(Eye.Drawn::glance).toList();
        var reasons = Reasons.of(
                glances.stream().map(Glance::sight).filter(Objects::nonNull).toList(), standards, eye.fitted(), most);
        var overlays = drawn.stream().map(Eye.Drawn::overlay).toList();
        return switch (new Fusion(card(), glances).result()) {
            case Inference.Refused refused -> new Explained(refused, List.of(), overlays);
            case Inference.Measured measured -> new Explained(measured, reasons, overlays);
        };
    }

    private static <T> List<T> each(List<byte[]> files, Function<Photograph, T> look) {
        var looks = new ArrayList<T>();
        for (var file : files) {
            try (var photograph = Photograph.decode(file)) {
                looks.add(look.apply(photograph));
            }
        }
        return looks;
    }

    /// How many more photographs of the heap make half of its 90 % interval so small; empty when no number does, or
    /// where no interval is promised.
    ///
    /// @param wanted share 0 to 1
    public OptionalInt moreShots(Inference.Measured measured, double wanted) {
        var bar = card().bars().getFirst();
        if (!bar.isSure()) {
            return OptionalInt.empty();
        }
        var needed = bar.shotsFor(measured.share(), wanted / ErrorBar.NORMAL_90);
        return needed.isEmpty() ? needed : OptionalInt.of(Math.max(0, needed.getAsInt() - measured.shots()));
    }

    /// The figures of a photograph of a reference dish, whatever is wrong with it; see
    /// [org.agate.vision.drift.ControlChart].
    ///
    /// @throws VisionFault when the station is not seen as it should be
    public Check check(byte[] file, Instant at) {
        try (var photograph = Photograph.decode(file)) {
            return eye.check(photograph, at);
        }
    }

    /// Whether a photograph is one of those that taught this model.
    public boolean hasLearntFrom(byte[] file) {
        var sha256 = Fingerprint.of(file);
        return standards.stream().anyMatch(standard -> standard.sha256().equals(sha256))
                || borrowed.stream().anyMatch(standard -> standard.sha256().equals(sha256));
    }

    /// What one photograph shows, its defects included.
    public Look look(Photograph photograph) {
        return eye.look(photograph);
    }

    /// The share of a component with its interval, from the mean of some shots of one heap.
    public Share share(int component, double value, int shots) {
        return Fusion.share(card(), component, value, shots);
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
