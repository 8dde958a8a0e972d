package org.agate.optimizer.space;

/// The bounds and steps of parameters, up to rounding.
final class Limits {

    private Limits() {}

    /// Whether a recipe obeys them all.
    static boolean allow(SearchSpace space, Recipe recipe) {
        for (var parameter : space.parameters()) {
            boolean fine = switch (parameter) {
                case Parameter.Continuous(var name, var _, var lower, var upper) ->
                    isWithin(recipe.value(name), lower, upper);
                case Parameter.Whole(var name, var _, var lower, var upper) ->
                    isWithin(recipe.value(name), lower, upper) && recipe.value(name) == Math.rint(recipe.value(name));
                case Parameter.Ordinal(var name, var _, var values) -> values.contains(recipe.value(name));
                case Parameter.Categorical(var name, var labels, var _) -> labels.contains(recipe.label(name));
                case Parameter.Mixture mixture -> mixed(mixture, recipe);
            };
            if (!fine) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWithin(double value, double lower, double upper) {
        double slack = 1e-9 * Math.max(Math.abs(lower), Math.abs(upper));
        return value >= lower - slack && value <= upper + slack;
    }

    private static boolean mixed(Parameter.Mixture mixture, Recipe recipe) {
        double sum = 0;
        int there = 0;
        for (var component : mixture.components()) {
            double amount = recipe.value(component.name());
            sum += amount;
            there += amount > 0 ? 1 : 0;
            boolean absent =
                    amount == 0 && mixture.most() < mixture.components().size();
            if (!absent && !isWithin(amount, component.lower(), component.upper())
                    || !Parameter.Mixture.isMultiple(amount, mixture.step())) {
                return false;
            }
        }
        return there <= mixture.most() && Math.abs(sum - mixture.total()) <= 1e-9 * mixture.total();
    }
}
