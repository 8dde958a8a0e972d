package org.agate.optimizer.space;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.random.RandomGenerator;
import org.agate.optimizer.space.Parameter.Continuous;
import org.agate.optimizer.space.Parameter.Mixture;

/// All that may be varied, and the map between recipes and points of the unit cube.
///
/// A mixture of m components keeps its m coordinates (shares that add up to one): no component is special, and the
/// model sees all of them. Points are `double[dimension]`.
public record SearchSpace(List<Parameter> parameters) {

    public SearchSpace {
        parameters = List.copyOf(parameters);
        SpaceInvalid.unless(
                !parameters.isEmpty(),
                "space.empty",
                "A search space needs a parameter.",
                "Maybe the list of inputs is empty.");
        var seen = new HashSet<String>();
        parameters.stream()
                .flatMap(parameter -> parameter.keys().stream())
                .forEach(key -> SpaceInvalid.unless(
                        seen.add(key),
                        "space.name.duplicate",
                        "Name (%s) stands twice.".formatted(key),
                        "Maybe rename one of them."));
    }

    /// The number of coordinates of a point.
    public int dimension() {
        return keys().size();
    }

    /// The names of a recipe, in the order of the coordinates.
    public List<String> keys() {
        return parameters.stream()
                .flatMap(parameter -> parameter.keys().stream())
                .toList();
    }

    /// The recipe at a point of the cube.
    public Recipe recipe(double[] point) {
        var values = new LinkedHashMap<String, Double>();
        int at = 0;
        for (var parameter : parameters) {
            switch (parameter) {
                case Continuous(var name, var _, var lower, var upper) ->
                    values.put(name, lower + Math.clamp(point[at++], 0, 1) * (upper - lower));
                case Mixture(var _, var _, var components, var total) -> {
                    for (var component : components) {
                        values.put(component, point[at++] * total);
                    }
                }
            }
        }
        return new Recipe(values);
    }

    /// The point of a recipe; the recipe may lie outside the bounds, as a measured one may.
    public double[] point(Recipe recipe) {
        double[] point = new double[dimension()];
        int at = 0;
        for (var parameter : parameters) {
            switch (parameter) {
                case Continuous(var name, var _, var lower, var upper) ->
                    point[at++] = upper > lower ? (recipe.value(name) - lower) / (upper - lower) : 0.5;
                case Mixture(var _, var _, var components, var total) -> {
                    for (var component : components) {
                        point[at++] = recipe.value(component) / total;
                    }
                }
            }
        }
        return point;
    }

    /// The nearest allowed point: boxes are clipped, mixtures projected on their simplex. Returns a new array.
    public double[] project(double[] point) {
        double[] allowed = point.clone();
        int at = 0;
        for (var parameter : parameters) {
            switch (parameter) {
                case Continuous _ -> {
                    allowed[at] = Math.clamp(allowed[at], 0, 1);
                    at++;
                }
                case Mixture(var _, var _, var components, var _) -> {
                    Simplex.project(allowed, at, components.size());
                    at += components.size();
                }
            }
        }
        return allowed;
    }

    /// The allowed point that belongs to uniform numbers: boxes as they are, mixtures uniform on their simplex.
    public double[] spread(double[] uniform) {
        double[] point = uniform.clone();
        int at = 0;
        for (var parameter : parameters) {
            switch (parameter) {
                case Continuous _ -> at++;
                case Mixture(var _, var _, var components, var _) -> {
                    Simplex.spread(point, at, components.size());
                    at += components.size();
                }
            }
        }
        return point;
    }

    /// A point near another: normal steps of the given size, projected back.
    public double[] near(double[] point, double size, RandomGenerator random) {
        double[] moved = point.clone();
        for (int j = 0; j < moved.length; j++) {
            moved[j] += size * random.nextGaussian();
        }
        return project(moved);
    }
}
