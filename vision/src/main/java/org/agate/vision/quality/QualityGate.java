package org.agate.vision.quality;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// Lets a photograph pass, or says why not, by comparison with the standards that taught the model. Immutable.
public final class QualityGate {

    private static final double DARK = 15;
    private static final double DARK_SHARE = 0.6;
    private static final double DIM_SHARE = 0.3;
    private static final double LEAST_RELIEF = 0.25;
    private static final double BRIGHT = 250;
    private static final double BRIGHTER = 1.2;
    private static final double SATURATED_MORE = 0.02;
    private static final double OVEREXPOSED_SHARE = 0.25;
    private static final double SHARPNESS_SHARE = 0.5;
    private static final double STREAK_MORE = 0.2;
    private static final double TEXTURE_SHARE = 0.3;
    private static final double CONTRAST_SHARE = 0.5;
    private static final double CONTRAST_THAT_TELLS = 0.1;

    /// One bad standard in ten does not open the gate.
    private static final double LOW_QUANTILE = 0.1;

    private final double leastSharpness;
    private final double leastLevel;
    private final double mostLevel;
    private final double leastTexture;
    private final double leastContrast;
    private final double mostSaturated;
    private final double mostStreak;
    private final @Nullable Scene scene;

    private QualityGate(List<Quality> standards) {
        this.leastSharpness = low(standards, Quality::sharpness);
        this.leastLevel = low(standards, Quality::level);
        this.mostLevel = -low(standards, each -> -each.level());
        this.leastTexture = low(standards, Quality::texture);
        this.leastContrast = low(standards, Quality::contrast);
        this.mostSaturated = -low(standards, each -> -each.saturated());
        this.mostStreak = -low(standards, each -> -each.streak());
        this.scene = Scene.from(standards.stream().map(Quality::cells).toList(), leastContrast > CONTRAST_THAT_TELLS);
    }

    /// A gate from the standards' qualities.
    public static QualityGate from(List<Quality> standards) {
        return new QualityGate(standards);
    }

    private static double low(List<Quality> standards, ToDoubleFunction<Quality> figure) {
        var sorted = new ArrayList<>(
                standards.stream().map(each -> figure.applyAsDouble(each)).toList());
        sorted.sort(null);
        return sorted.get((int) (LOW_QUANTILE * (sorted.size() - 1)));
    }

    /// What is wrong; empty when the photograph may be measured.
    public Set<Defect> defects(Quality quality) {
        if (quality.level() < DIM_SHARE * leastLevel) {
            return EnumSet.of(quality.relief() < LEAST_RELIEF ? Defect.LENS_COVERED : Defect.LAMP_OUT);
        }
        var defects = exposure(quality);
        if (defects.contains(Defect.OVEREXPOSED)) {
            return defects;
        }
        Set<Defect> around = scene == null ? Set.of() : scene.defects(quality.cells());
        if (around.contains(Defect.WRONG_DISH)) {
            return around;
        }
        // In less light all edges are lower.
        double sharpness = quality.sharpness() * Math.max(1, leastLevel / quality.level());
        if (isEmpty(quality)) {
            defects.add(Defect.EMPTY);
        } else if (quality.streak() > mostStreak + STREAK_MORE && !around.contains(Defect.FOREIGN_OBJECT)) {
            // A long straight thing has edges in one direction too.
            defects.add(Defect.SHAKEN);
        } else if (sharpness < SHARPNESS_SHARE * leastSharpness) {
            defects.add(Defect.BLURRED);
        }
        // What has a reason already is not strange for another.
        return defects.isEmpty() ? around : defects;
    }

    private Set<Defect> exposure(Quality quality) {
        var defects = EnumSet.noneOf(Defect.class);
        if (quality.level() < Math.max(DARK, DARK_SHARE * leastLevel)) {
            defects.add(Defect.UNDEREXPOSED);
        }
        double excess = quality.saturated() - mostSaturated;
        boolean brighter = excess > SATURATED_MORE && quality.level() > BRIGHTER * mostLevel;
        if (quality.level() > BRIGHT || excess > OVEREXPOSED_SHARE || brighter) {
            defects.add(Defect.OVEREXPOSED);
        } else if (excess > SATURATED_MORE) {
            defects.add(Defect.GLARE);
        }
        return defects;
    }

    private boolean isEmpty(Quality quality) {
        return leastContrast > CONTRAST_THAT_TELLS
                ? quality.contrast() < CONTRAST_SHARE * leastContrast
                : quality.texture() < TEXTURE_SHARE * leastTexture;
    }
}
