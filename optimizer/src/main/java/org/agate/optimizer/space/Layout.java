package org.agate.optimizer.space;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.agate.optimizer.space.Coordinate.Amount;
import org.agate.optimizer.space.Coordinate.Grid;
import org.agate.optimizer.space.Coordinate.Label;
import org.agate.optimizer.space.Parameter.Categorical;
import org.agate.optimizer.space.Parameter.Continuous;
import org.agate.optimizer.space.Parameter.Mixture;
import org.agate.optimizer.space.Parameter.Ordinal;
import org.agate.optimizer.space.Parameter.Whole;

/// The map between recipes and points.
///
/// A mixture of m components keeps its m coordinates (shares that add up to one): no component is special, and the
/// model sees all of them.
///
/// @param mixtures the first coordinate of each mixture
record Layout(List<Coordinate> coordinates, List<Part> mixtures) {

    /// The coordinates of a mixture.
    record Part(Mixture mixture, int from) {

        int to() {
            return from + mixture.components().size();
        }
    }

    static Layout of(SearchSpace space) {
        var coordinates = new ArrayList<Coordinate>();
        var mixtures = new ArrayList<Part>();
        for (var parameter : space.parameters()) {
            switch (parameter) {
                case Continuous(var name, var _, var lower, var upper) ->
                    coordinates.add(new Amount(name, lower, upper - lower, new Grid.Any()));
                case Whole(var name, var _, var lower, var upper) ->
                    coordinates.add(new Amount(
                            name,
                            lower,
                            (double) upper - lower,
                            upper > lower ? new Grid.Even(Math.subtractExact(upper, lower)) : new Grid.Any()));
                case Ordinal(var name, var _, var values) -> coordinates.add(ordinal(name, values));
                case Categorical category -> coordinates.add(new Label(category.name(), category.labels()));
                case Mixture mixture -> {
                    mixtures.add(new Part(mixture, coordinates.size()));
                    Grid grid = mixture.step() == 0
                            ? new Grid.Any()
                            : new Grid.Even((int) Math.rint(mixture.total() / mixture.step()));
                    mixture.keys().forEach(key -> coordinates.add(new Amount(key, 0, mixture.total(), grid)));
                }
            }
        }
        return new Layout(List.copyOf(coordinates), List.copyOf(mixtures));
    }

    private static Amount ordinal(String name, List<Double> values) {
        double lower = values.getFirst();
        double range = values.getLast() - lower;
        double[] places = values.stream()
                .mapToDouble(value -> range == 0 ? 0.5 : (value - lower) / range)
                .toArray();
        double[] numbers = values.stream().mapToDouble(value -> value).toArray();
        return new Amount(name, lower, range, new Grid.Listed(places, numbers));
    }

    int dimension() {
        return coordinates.size();
    }

    int index(String key) {
        for (int j = 0; j < coordinates.size(); j++) {
            if (coordinates.get(j).key().equals(key)) {
                return j;
            }
        }
        throw new IllegalArgumentException("There is no (%s).".formatted(key));
    }

    Amount amount(int coordinate) {
        return (Amount) coordinates.get(coordinate);
    }

    Recipe recipe(double[] point) {
        var values = new LinkedHashMap<String, Double>();
        var labels = new LinkedHashMap<String, String>();
        for (int j = 0; j < point.length; j++) {
            switch (coordinates.get(j)) {
                case Amount amount -> values.put(amount.key(), amount.value(point[j]));
                case Label label -> labels.put(label.key(), label.labels().get((int) point[j]));
            }
        }
        return new Recipe(values, labels);
    }

    /// The point of a recipe; the recipe may lie outside the bounds, as a measured one may.
    double[] point(Recipe recipe) {
        double[] point = new double[dimension()];
        for (int j = 0; j < point.length; j++) {
            point[j] = switch (coordinates.get(j)) {
                case Amount amount -> amount.place(recipe.value(amount.key()));
                case Label label -> number(label, recipe.label(label.key()));
            };
        }
        return point;
    }

    private static int number(Label label, String name) {
        int number = label.labels().indexOf(name);
        SpaceInvalid.unless(
                number >= 0,
                "space.recipe.unknown-label",
                "(%s) of (%s) is none of its labels %s.".formatted(name, label.key(), label.labels()),
                "Maybe it is spelled otherwise.");
        return number;
    }

    /// Which coordinates are categories.
    boolean[] categories() {
        boolean[] categories = new boolean[dimension()];
        for (int j = 0; j < categories.length; j++) {
            categories[j] = coordinates.get(j) instanceof Label;
        }
        return categories;
    }

    /// Whether a coordinate is a share of a mixture.
    boolean isPart(int coordinate) {
        return mixtures.stream().anyMatch(part -> coordinate >= part.from() && coordinate < part.to());
    }

    /// A point as linear models see it: numbers from -1 to 1, shares as they are, a label as one number for each label
    /// but the first, 1 for its own.
    double[] contrasts(double[] point) {
        var contrasts = new ArrayList<Double>();
        for (int j = 0; j < point.length; j++) {
            switch (coordinates.get(j)) {
                case Label label -> {
                    for (int i = 1; i < label.labels().size(); i++) {
                        contrasts.add(point[j] == i ? 1.0 : 0.0);
                    }
                }
                case Amount _ -> contrasts.add(isPart(j) ? point[j] : 2 * point[j] - 1);
            }
        }
        return contrasts.stream().mapToDouble(x -> x).toArray();
    }

    /// The numbers of a point that are no parts of a mixture, from -1 to 1.
    double[] plainNumbers(double[] point) {
        return java.util.stream.IntStream.range(0, point.length)
                .filter(j -> coordinates.get(j) instanceof Amount && !isPart(j))
                .mapToDouble(j -> 2 * point[j] - 1)
                .toArray();
    }
}
