package org.agate.vision.inference;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How many pixels of the original a millimetre had at the standards: a camera that has moved since sees another
/// texture.
record Scales(double least, double most) {

    private static final double DRIFT = 0.02;

    /// Null where nothing says it.
    static @Nullable Scales of(List<Standard> standards) {
        var known = standards.stream()
                .map(Standard::scale)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .summaryStatistics();
        return known.getCount() == 0 ? null : new Scales(known.getMin(), known.getMax());
    }

    /// Whether it is none that is two hundredths beyond all of them.
    boolean holds(double scale) {
        return scale >= least * (1 - DRIFT) && scale <= most * (1 + DRIFT);
    }
}
