package org.agate.vision.quality;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Lets a photograph pass, or says why not, by comparison with the standards that taught the model.
///
/// @param leastSharpness of the standards
/// @param leastTexture of the standards
/// @param leastContrast of the standards
/// @param mostSaturated of the standards
public record QualityGate(double leastSharpness, double leastTexture, double leastContrast, double mostSaturated) {

    private static final double DARK = 15;
    private static final double BRIGHT = 250;
    private static final double SATURATED_MORE = 0.02;
    private static final double OVEREXPOSED_SHARE = 0.25;
    private static final double SHARPNESS_SHARE = 0.5;
    private static final double TEXTURE_SHARE = 0.3;
    private static final double CONTRAST_SHARE = 0.5;
    private static final double CONTRAST_THAT_TELLS = 0.1;
    private static final double LOW_QUANTILE = 0.05;

    /// A gate from the standards' qualities; one bad standard in twenty does not open it.
    public static QualityGate from(List<Quality> standards) {
        return new QualityGate(
                low(standards.stream().map(Quality::sharpness).toList()),
                low(standards.stream().map(Quality::texture).toList()),
                low(standards.stream().map(Quality::contrast).toList()),
                -low(standards.stream().map(q -> -q.saturated()).toList()));
    }

    private static double low(List<Double> values) {
        var sorted = new ArrayList<>(values);
        sorted.sort(null);
        return sorted.get((int) (LOW_QUANTILE * (sorted.size() - 1)));
    }

    /// What is wrong; empty when the photograph may be measured.
    public Set<Defect> defects(Quality quality) {
        var defects = EnumSet.noneOf(Defect.class);
        if (quality.level() < DARK) {
            defects.add(Defect.UNDEREXPOSED);
        }
        double excess = quality.saturated() - mostSaturated;
        if (quality.level() > BRIGHT || excess > OVEREXPOSED_SHARE) {
            defects.add(Defect.OVEREXPOSED);
        } else if (excess > SATURATED_MORE) {
            defects.add(Defect.GLARE);
        }
        boolean flat = quality.texture() < TEXTURE_SHARE * leastTexture;
        boolean likeTheDish =
                leastContrast > CONTRAST_THAT_TELLS && quality.contrast() < CONTRAST_SHARE * leastContrast;
        if (leastContrast > CONTRAST_THAT_TELLS ? likeTheDish : flat) {
            defects.add(Defect.EMPTY);
        } else if (quality.sharpness() < SHARPNESS_SHARE * leastSharpness) {
            defects.add(Defect.BLURRED);
        }
        return defects;
    }
}
