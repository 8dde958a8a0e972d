package org.agate.vision.inference;

import java.util.List;
import java.util.Set;
import org.agate.vision.quality.Defect;

/// What came of looking at a sample.
public sealed interface Inference {

    /// What was found in each photograph, in their order.
    List<Look> looks();

    /// The version of the model that looked.
    String modelVersion();

    /// One photograph.
    ///
    /// @param share as measured; not meaningful with defects
    record Look(double share, Set<Defect> defects) {
        public Look {
            defects = Set.copyOf(defects);
        }
    }

    /// A share with its standard deviation, 0 to 1, fused over the photographs without defect.
    ///
    /// @param share before clipping: it may lie a little outside 0 to 1, so that its errors stay symmetric
    record Measured(double share, double standardDeviation, int shots, List<Look> looks, String modelVersion)
            implements Inference {
        public Measured {
            looks = List.copyOf(looks);
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
