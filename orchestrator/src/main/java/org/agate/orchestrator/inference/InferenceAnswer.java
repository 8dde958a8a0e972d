package org.agate.orchestrator.inference;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.agate.vision.inference.Inference;
import org.agate.vision.inference.Inference.Measured;
import org.agate.vision.inference.Inference.Refused;
import org.agate.vision.inference.Inference.Share;
import org.agate.vision.quality.Defect;
import org.jspecify.annotations.Nullable;

/// What came of some photographs of one heap.
///
/// @param model version that looked
/// @param shares by component; null when no photograph may be measured
/// @param samplingFloor the least standard deviation that any method could reach with so many visible grains
/// @param grainMicrometres median diameter of the visible grains; null where nothing says how large a pixel is
/// @param flags why photographs were not measured
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InferenceAnswer(
        String model,
        @Nullable Map<String, Interval> shares,
        @Nullable Double samplingFloor,
        @Nullable Double grainMicrometres,
        int shots,
        Set<Defect> flags,
        List<Seen> photographs) {

    /// A share with its 90 % interval, 0 to 1.
    public record Interval(double value, double standardDeviation, double low90, double high90) {
        public static Interval of(Share share) {
            return new Interval(share.value(), share.standardDeviation(), share.low(), share.high());
        }
    }

    /// One photograph.
    ///
    /// @param sha256 under which it is kept
    /// @param overlay where the tinted picture is
    public record Seen(String sha256, String overlay, double novelty, List<String> remedies) {}

    static InferenceAnswer of(String name, Inference inference, List<String> hashes) {
        var seen = new ArrayList<Seen>();
        var flags = inference.flags();
        for (int i = 0; i < hashes.size(); i++) {
            var look = inference.looks().get(i);
            seen.add(new Seen(
                    hashes.get(i),
                    "/api/v1/inferences/overlay/%s?model=%s".formatted(hashes.get(i), name),
                    look.novelty(),
                    look.defects().stream().map(Defect::remedy).sorted().toList()));
        }
        return switch (inference) {
            case Measured measured -> {
                var shares = new LinkedHashMap<String, Interval>();
                measured.shares().forEach(share -> shares.put(share.component(), Interval.of(share)));
                yield new InferenceAnswer(
                        measured.modelVersion(),
                        shares,
                        measured.floor(),
                        measured.grainMicrometres().isPresent()
                                ? measured.grainMicrometres().getAsDouble()
                                : null,
                        measured.shots(),
                        flags,
                        seen);
            }
            case Refused refused -> new InferenceAnswer(refused.modelVersion(), null, null, null, 0, flags, seen);
        };
    }
}
