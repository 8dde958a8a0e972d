package org.agate.orchestrator.inference;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.agate.vision.colour.Frames;
import org.agate.vision.inference.Explained;
import org.agate.vision.inference.Inference.Measured;
import org.agate.vision.inference.Inference.Refused;
import org.agate.vision.inference.Inference.Share;
import org.agate.vision.inference.Powder;
import org.agate.vision.inference.RatioModel;
import org.agate.vision.inference.Reason;
import org.agate.vision.quality.Defect;
import org.jspecify.annotations.Nullable;

/// What came of some photographs of one heap.
///
/// @param model version that looked
/// @param frames that it looked through; null without
/// @param shares by component; null when no photograph may be measured
/// @param samplingFloor the least standard deviation that any method could reach with so many visible grains
/// @param powder what else they show
/// @param moreShots so many more photographs of the heap make the interval as narrow as was wanted; null when nothing
///     was wanted, or no number of photographs does
/// @param why the groups of features that moved the first share most from that of the mean standard, in points 0 to 1
/// @param flags why photographs were not measured
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InferenceAnswer(
        String model,
        @Nullable String frames,
        @Nullable Map<String, Interval> shares,
        @Nullable Double samplingFloor,
        @Nullable Grains powder,
        int shots,
        @Nullable Integer moreShots,
        @Nullable List<Reason> why,
        Set<Defect> flags,
        List<Seen> photographs) {

    /// Of the powder.
    ///
    /// @param visible so many grains are seen
    /// @param d50Micrometres median diameter by visible area; null where nothing says how large a pixel is
    /// @param d90Micrometres nine tenths of the area are of finer grains
    /// @param mixing Lacey's index of the tiles, 0 unmixed to 1 random; null where it cannot be told
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Grains(
            double visible,
            @Nullable Double d50Micrometres,
            @Nullable Double d90Micrometres,
            @Nullable Double mixing) {
        public static Grains of(Powder powder) {
            return new Grains(
                    powder.grains(),
                    number(powder.d50Micrometres()),
                    number(powder.d90Micrometres()),
                    number(powder.mixing()));
        }

        private static @Nullable Double number(OptionalDouble value) {
            return value.isPresent() ? value.getAsDouble() : null;
        }
    }

    /// A share with its 90 % interval, 0 to 1.
    public record Interval(double value, double standardDeviation, double low90, double high90) {
        public static Interval of(Share share) {
            return new Interval(share.value(), share.standardDeviation(), share.low(), share.high());
        }
    }

    /// One photograph.
    ///
    /// @param sha256 under which it is kept
    /// @param overlay where the picture is in which each tile is tinted with its own share
    /// @param colourDifference mean ΔE00 of the colour card after correction; null without one
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Seen(
            String sha256,
            String overlay,
            double novelty,
            @Nullable Double colourDifference,
            List<String> remedies) {}

    /// @param hashes of the photographs
    /// @param overlays hashes of their overlays
    /// @param want half of the 90 % interval, share 0 to 1; null when nothing is wanted
    static InferenceAnswer of(
            RatioModel model, Explained explained, List<String> hashes, List<String> overlays, @Nullable Double want) {
        var inference = explained.inference();
        var version = inference.modelVersion();
        var frames = model.frames().map(Frames::version).orElse(null);
        var seen = new ArrayList<Seen>();
        for (int i = 0; i < hashes.size(); i++) {
            var look = inference.looks().get(i);
            seen.add(new Seen(
                    hashes.get(i),
                    "/api/v1/files/" + overlays.get(i),
                    look.novelty(),
                    look.colourDifference(),
                    look.defects().stream().map(Defect::remedy).sorted().toList()));
        }
        return switch (inference) {
            case Measured measured -> {
                var shares = new LinkedHashMap<String, Interval>();
                measured.shares().forEach(share -> shares.put(share.component(), Interval.of(share)));
                var more = want == null ? OptionalInt.empty() : model.moreShots(measured, want);
                yield new InferenceAnswer(
                        version,
                        frames,
                        shares,
                        measured.floor(),
                        Grains.of(measured.powder()),
                        measured.shots(),
                        more.isPresent() ? more.getAsInt() : null,
                        explained.reasons(),
                        inference.flags(),
                        seen);
            }
            case Refused refused ->
                new InferenceAnswer(version, frames, null, null, null, 0, null, null, inference.flags(), seen);
        };
    }
}
