package org.agate.optimizer.space;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// What a model sees of points: a category with descriptors by its descriptors, from 0 to 1, behind all else.
final class Features {

    private final Layout layout;
    private final List<Described> described;

    Features(SearchSpace space, Layout layout) {
        this.layout = layout;
        this.described = described(space, layout);
    }

    double[] of(double[] point) {
        if (described.isEmpty()) {
            return point;
        }
        double[] features = Arrays.copyOf(point, width());
        int at = point.length;
        for (var each : described) {
            double[] row = each.rows()[(int) point[each.coordinate()]];
            System.arraycopy(row, 0, features, at, row.length);
            features[each.coordinate()] = 0;
            at += row.length;
        }
        return features;
    }

    boolean[] categories() {
        boolean[] categories = Arrays.copyOf(layout.categories(), width());
        described.forEach(each -> categories[each.coordinate()] = false);
        return categories;
    }

    private int width() {
        return layout.dimension()
                + described.stream().mapToInt(Described::width).sum();
    }

    /// The features of a coordinate.
    int[] of(int coordinate) {
        int at = layout.dimension();
        for (var each : described) {
            if (each.coordinate() == coordinate) {
                return IntStream.range(at, at + each.width()).toArray();
            }
            at += each.width();
        }
        return new int[] {coordinate};
    }

    private record Described(int coordinate, double[][] rows) {
        int width() {
            return rows[0].length;
        }
    }

    private static List<Described> described(SearchSpace space, Layout layout) {
        var found = new ArrayList<Described>();
        for (var parameter : space.parameters()) {
            if (parameter instanceof Parameter.Categorical category
                    && !category.descriptors().isEmpty()) {
                found.add(new Described(layout.index(category.name()), rows(category)));
            }
        }
        return found;
    }

    private static double[][] rows(Parameter.Categorical category) {
        double[][] rows = category.labels().stream()
                .map(label -> category.descriptors().getOrDefault(label, List.of()).stream()
                        .mapToDouble(x -> x)
                        .toArray())
                .toArray(double[][]::new);
        for (int c = 0; c < rows[0].length; c++) {
            int column = c;
            double least =
                    Arrays.stream(rows).mapToDouble(row -> row[column]).min().orElse(0);
            double most =
                    Arrays.stream(rows).mapToDouble(row -> row[column]).max().orElse(0);
            for (double[] row : rows) {
                row[c] = most > least ? (row[c] - least) / (most - least) : 0.5;
            }
        }
        return rows;
    }
}
