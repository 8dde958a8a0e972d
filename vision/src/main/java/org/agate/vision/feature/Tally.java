package org.agate.vision.feature;

import java.util.ArrayList;
import java.util.List;

/// Collects features by group: those of one group say the same thing in different words, and weigh together.
final class Tally {

    private static final double SMALL = 1e-6;

    private final List<String> groups = new ArrayList<>();
    private final List<Double> values = new ArrayList<>();

    /// A value that is no number becomes zero.
    void add(String group, double value) {
        groups.add(group);
        values.add(Double.isFinite(value) ? value : 0);
    }

    /// The logarithm: what changes by a factor everywhere then changes by a sum.
    void addLogarithm(String group, double value) {
        add(group, Math.log(Math.max(SMALL, value)));
    }

    List<String> groups() {
        return List.copyOf(groups);
    }

    double[] values() {
        return values.stream().mapToDouble(value -> value).toArray();
    }
}
