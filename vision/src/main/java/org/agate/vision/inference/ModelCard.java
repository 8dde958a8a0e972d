package org.agate.vision.inference;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.agate.vision.feature.Attention;
import org.agate.vision.feature.FeatureSet;
import org.agate.vision.feature.NetworkNote;
import org.agate.vision.image.Fingerprint;
import org.agate.vision.station.Station;
import org.jspecify.annotations.Nullable;

/// What must be known to trust a model: what it learnt from, how it was judged, and where it ends.
///
/// @param name what it measures
/// @param version name and the hash of everything it learnt from
/// @param components whose shares it tells
/// @param photographs number of photographs learnt from
/// @param borrowed number of photographs of another camera that helped
/// @param spoilt number of photographs that were left out, since they would be refused
/// @param heaps number of heaps they show
/// @param features what of a photograph is looked at
/// @param handed whether left and right are told apart; else a mirrored photograph is the same
/// @param station where photographs are taken
/// @param network that adds what it says to the features; null for none
/// @param scales of the standards' photographs; null where nothing says them
/// @param cameras that took the standards, as far as they noted it
/// @param tileSpread how the tiles of a well mixed powder differ, as part of the mean square error; zero for standards
///     of one tile
/// @param kernel logarithms of the Gaussian process's weights; empty when it has no say
/// @param bars errors of each component
public record ModelCard(
        String name,
        String version,
        List<String> components,
        int photographs,
        int borrowed,
        int spoilt,
        int heaps,
        FeatureSet features,
        boolean handed,
        double penalty,
        double forest,
        double process,
        long seed,
        Station station,
        @Nullable NetworkNote network,
        @Nullable Scales scales,
        List<String> cameras,
        double tileSpread,
        List<Double> kernel,
        List<ErrorBar> bars) {

    public ModelCard {
        components = List.copyOf(components);
        cameras = List.copyOf(cameras);
        kernel = List.copyOf(kernel);
        bars = List.copyOf(bars);
    }

    static ModelCard of(
            RatioModel.Plan plan,
            List<Standard> standards,
            List<Standard> borrowed,
            int spoilt,
            CrossValidation.Outcome outcome,
            List<Double> kernel) {
        var name = plan.name();
        var components = plan.components();
        var heaps = standards.stream().map(Standard::heap).toList();
        var bars = new ArrayList<ErrorBar>();
        for (int c = 0; c < components.size(); c++) {
            double[] predicted = new double[heaps.size()];
            double[] residuals = new double[heaps.size()];
            for (int i = 0; i < residuals.length; i++) {
                predicted[i] = outcome.predicted()[i][c];
                residuals[i] = predicted[i] - standards.get(i).shares().get(c);
            }
            bars.add(ErrorBar.of(predicted, residuals, heaps));
        }
        return new ModelCard(
                name,
                version(plan, standards, borrowed),
                components,
                standards.size(),
                borrowed.size(),
                spoilt,
                (int) heaps.stream().distinct().count(),
                outcome.blend().features(),
                plan.handed(),
                outcome.blend().penalty(),
                outcome.blend().forest(),
                outcome.blend().process(),
                plan.seed(),
                plan.station(),
                plan.network(),
                Scales.of(standards),
                standards.stream()
                        .map(each -> each.note().camera())
                        .filter(java.util.Objects::nonNull)
                        .distinct()
                        .sorted()
                        .toList(),
                tileSpread(bars.getFirst(), outcome),
                kernel,
                bars);
    }

    private static double tileSpread(ErrorBar bar, CrossValidation.Outcome outcome) {
        double sum = 0;
        int photographs = 0;
        for (int i = 0; i < outcome.tiles().size(); i++) {
            var tiles = outcome.tiles().get(i);
            if (tiles.size() > 1) {
                sum += Glance.variance(tiles) / bar.shape(outcome.predicted()[i][0]);
                photographs++;
            }
        }
        return photographs == 0 ? 0 : sum / photographs;
    }

    /// The name and the hash of all that it learnt from.
    static String version(RatioModel.Plan plan, List<Standard> standards, List<Standard> borrowed) {
        var content = new StringBuilder(plan.toString()).append(ModelFile.FORMAT);
        for (var learnt : List.of(standards, borrowed)) {
            for (var standard : learnt) {
                content.append(standard.sha256()).append(standard.shares()).append(standard.heap());
            }
        }
        var hash = Fingerprint.of(content.toString().getBytes(StandardCharsets.UTF_8));
        return plan.name() + "-" + hash.substring(0, 12);
    }

    /// What was to be learnt.
    RatioModel.Plan plan() {
        return new RatioModel.Plan(name, components, handed, seed, station, network);
    }

    Attention attention() {
        return plan().attention();
    }

    /// The Gaussian process's weights; empty when it has no say.
    Optional<GroupKernel> groupKernel() {
        return kernel.isEmpty()
                ? Optional.empty()
                : Optional.of(new GroupKernel(
                        Blend.groups(features, attention()),
                        kernel.stream().mapToDouble(each -> each).toArray()));
    }

    Blend blend() {
        return new Blend(features, attention(), penalty, forest, process);
    }

    /// Root mean square error of one photograph, cross-validated over heaps, as share 0 to 1; of the worst component.
    public double rmse() {
        return bars.stream().mapToDouble(ErrorBar::rmse).max().orElse(0);
    }

    /// The card as Markdown, for people.
    public String markdown() {
        var rows = new StringBuilder();
        for (int c = 0; c < components.size(); c++) {
            var bar = bars.get(c);
            rows.append(String.format(
                    Locale.ROOT,
                    "| %s | %.2f | %.2f | %s | %.0f %% |%n",
                    components.get(c),
                    100 * bar.mae(),
                    100 * bar.rmse(),
                    bar.isSure()
                            ? String.format(
                                    Locale.ROOT,
                                    "± %.1f to ± %.1f",
                                    100 * bar.halfWidth(0, 1),
                                    100 * bar.halfWidth(0.5, 1))
                            : "none: fewer than %d heaps".formatted(ErrorBar.FEWEST_HEAPS),
                    100 * bar.common()));
        }
        return """
                # Model %s

                | | |
                |---|---|
                | measures | mass shares of %s, 0 to 1 |
                | learnt from | %d photographs of %d heaps, with the help of %d of another camera (hashes in the model file); %d were left out: they would be refused |
                | method | features %s%s; ridge (penalty %s, weight %.2f), random forest (%.2f), Gaussian process over groups of features (%.2f), seed %d |
                | turned or mirrored | %s |
                | place | %s |
                | camera | %s |
                | judged | cross-validated over heaps: a photograph never judges a model that saw its heap |

                Errors of one photograph, in percentage points (the method was chosen by the same errors: with few heaps they
                flatter a little):

                | component | mean | root mean square | 90 %% interval, at the ends and in the middle | common to all shots of a heap |
                |---|---|---|---|---|
                %s
                Limits: one camera, one light, one set of powders: those of the standards. Photographs unlike the
                standards are refused as UNFAMILIAR. The interval is a promise for samples that resemble the standards.
                """.formatted(
                version,
                String.join(", ", components),
                photographs,
                heaps,
                borrowed,
                spoilt,
                features,
                network == null
                        ? ""
                        : " and the %d outputs of network %s"
                                .formatted(network.outputs(), network.sha256().substring(0, 12)),
                penalty,
                1 - forest - process,
                forest,
                process,
                seed,
                handed ? "turned is the same, mirrored is not" : "both are the same",
                scale(),
                cameras.isEmpty() ? "not noted in the files" : String.join(", ", cameras),
                rows);
    }

    private String scale() {
        var field = station.field();
        var parts = new ArrayList<String>();
        if (station.flattened()) {
            parts.add("dark and white frames taken out");
        }
        parts.add(
                field == null
                        ? "pixels as they are: the camera must stand where it stood"
                        : "%s pixels per mm".formatted(field.pixelsPerMillimetre()));
        if (station.card() != null) {
            parts.add("colours corrected by a card");
        }
        return String.join("; ", parts);
    }
}
