package org.agate.vision.inference;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.agate.vision.quality.Defect;
import org.jspecify.annotations.Nullable;

/// What came of looking at a sample.
public sealed interface Inference {

    /// What was found in each photograph, in their order.
    List<Look> looks();

    /// The version of the model that looked.
    String modelVersion();

    /// All that is wrong, with any photograph or between them.
    default Set<Defect> flags() {
        var flags = EnumSet.noneOf(Defect.class);
        looks().forEach(look -> flags.addAll(look.defects()));
        if (this instanceof Refused refused) {
            flags.addAll(refused.defects());
        }
        return flags;
    }

    /// One photograph.
    ///
    /// @param shares of all components as measured; not meaningful with defects
    /// @param novelty how unlike the standards it is: about one at the border, more beyond; zero where
    ///     the model has too few standards to say
    /// @param colourDifference mean ΔE00 of the colour card after correction; null without one
    record Look(
            List<Double> shares,
            double novelty,
            Set<Defect> defects,
            @Nullable Double colourDifference) {
        public Look {
            shares = List.copyOf(shares);
            defects = Set.copyOf(defects);
        }

        /// Of the first component.
        public double share() {
            return shares.getFirst();
        }
    }

    /// The share of one component, 0 to 1.
    ///
    /// @param value before clipping: it may lie a little outside 0 to 1, so that its errors stay symmetric
    /// @param low and high, the 90 % interval within 0 to 1; all of it where nothing can be promised
    record Share(String component, double value, double standardDeviation, double low, double high) {}

    /// Shares with their standard deviations, fused over the photographs without defect.
    ///
    /// @param floor the least standard deviation that any method could reach with so many visible grains
    /// @param powder what else they show
    record Measured(List<Share> shares, double floor, Powder powder, int shots, List<Look> looks, String modelVersion)
            implements Inference {
        public Measured {
            shares = List.copyOf(shares);
            looks = List.copyOf(looks);
        }

        /// A mixture of two, by the share of the first.
        public Measured(double share, double standardDeviation, int shots, List<Look> looks, String modelVersion) {
            this(
                    List.of(
                            new Share("a", share, standardDeviation, 0, 1),
                            new Share("b", 1 - share, standardDeviation, 0, 1)),
                    0,
                    Powder.unknown(),
                    shots,
                    looks,
                    modelVersion);
        }

        /// Of the first component.
        public double share() {
            return shares.getFirst().value();
        }

        /// Of the first component's share.
        public double standardDeviation() {
            return shares.getFirst().standardDeviation();
        }
    }

    /// No number: every photograph had a defect.
    record Refused(Set<Defect> defects, List<Look> looks, String modelVersion) implements Inference {
        public Refused {
            defects = Set.copyOf(defects);
            looks = List.copyOf(looks);
        }
    }
}
