package org.agate.optimizer.insight;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.agate.optimizer.space.Domain;
import org.agate.optimizer.space.Recipe;
import org.agate.optimizer.surrogate.GaussianProcess;
import org.agate.optimizer.surrogate.Posterior;
import org.agate.optimizer.surrogate.Warp;
import org.agate.optimizer.surrogate.Warped;

/// Questions that can be put to a model of measured recipes. Immutable.
public final class Insight {

    private static final double TWO_SIDED_68 = 1;
    private static final double TWO_SIDED_95 = 1.959963984540054;
    private static final int MOST_BACKGROUND = 32;

    private final Domain domain;
    private final GaussianProcess model;
    private final Warp warp;
    private final List<double[]> points;
    private final double sign;
    private final List<Double> values;
    private final List<String> outside;

    /// @param points of the measured recipes
    /// @param sign -1 when the model was taught turned values
    /// @param values measured, in the unit of the objective
    /// @param recipes measured
    public Insight(
            Domain domain,
            Warped learnt,
            List<double[]> points,
            double sign,
            List<Double> values,
            List<Recipe> recipes) {
        this.outside = outside(domain, recipes);
        this.domain = domain;
        this.model = learnt.model();
        this.warp = learnt.warp();
        this.points = List.copyOf(points);
        this.sign = sign;
        this.values = List.copyOf(values);
    }

    /// What was told of recipes that the space does not allow.
    private static List<String> outside(Domain domain, List<Recipe> recipes) {
        var outside = new ArrayList<String>();
        for (int i = 0; i < recipes.size(); i++) {
            if (!domain.nearlyAllows(recipes.get(i))) {
                outside.add(String.format(
                        Locale.ROOT,
                        "Result %d was told of a recipe that the space does not allow, %s: it teaches, but is no best to"
                                + " be reached. Maybe a unit, a bound or a total is another one.",
                        i + 1,
                        recipes.get(i).named()));
            }
        }
        return outside;
    }

    /// A measured value beside what all others say of it.
    ///
    /// @param deviations how many standard deviations lie between them, where the model is normal
    public record Checked(double measured, Posterior predicted, double deviations) {}

    /// How relevant an input is, as a length: the shorter, the more. A length well above one says that the input hardly
    /// matters.
    ///
    /// @param length in units of the input's range
    /// @param factor one standard deviation up is this factor, one down its inverse
    public record Relevance(String input, double length, double factor) {}

    /// Every measurement beside what the others say of it, in the order told.
    public List<Checked> leaveOneOut() {
        var predicted = model.leaveOneOut();
        var checked = new ArrayList<Checked>();
        for (int i = 0; i < predicted.size(); i++) {
            var bent = predicted.get(i);
            double off = warp.of(sign * values.get(i)) - bent.mean();
            checked.add(new Checked(values.get(i), turned(bent), Math.abs(off) / bent.standardDeviation()));
        }
        return checked;
    }

    /// In the unit of the objective.
    private Posterior turned(Posterior bent) {
        var posterior = warp.back(bent);
        return new Posterior(sign * posterior.mean(), posterior.standardDeviation());
    }

    /// The part of the measurements within one standard deviation of what the others say of them; about 0.68 is right.
    public double coverage68() {
        return within(TWO_SIDED_68);
    }

    /// The part within 1.96 standard deviations; about 0.95 is right.
    public double coverage95() {
        return within(TWO_SIDED_95);
    }

    private double within(double deviations) {
        var checked = leaveOneOut();
        return checked.stream().filter(each -> each.deviations() <= deviations).count() / (double) checked.size();
    }

    /// The inputs that were varied, the most relevant first: of one that was the same in all experiments nothing is
    /// known.
    public List<Relevance> relevance() {
        double[] lengths = model.hyperparameters().lengths();
        double[] spreads = model.lengthSpreads();
        var relevance = new ArrayList<Relevance>();
        var keys = domain.space().keys();
        for (var key : keys) {
            // A described category is as relevant as its most relevant descriptor; what is fixed is not at all.
            java.util.Arrays.stream(domain.featuresOf(key))
                    .filter(this::isVaried)
                    .boxed()
                    .min(java.util.Comparator.comparingDouble(feature -> lengths[feature]))
                    .ifPresent(
                            feature -> relevance.add(new Relevance(key, lengths[feature], Math.exp(spreads[feature]))));
        }
        relevance.sort(java.util.Comparator.comparingDouble(Relevance::length));
        return relevance;
    }

    private boolean isVaried(int feature) {
        return points.stream()
                        .mapToDouble(point -> domain.features(point)[feature])
                        .distinct()
                        .limit(2)
                        .count()
                > 1;
    }

    /// How much each input contributes to the prediction at a recipe, against the measured recipes as
    /// background; the contributions add up to the prediction less the background's mean. Of bent values
    /// the median is predicted.
    ///
    /// @throws IllegalArgumentException for more than ten inputs
    public Shapley shapley(Recipe recipe) {
        var background = points.subList(Math.max(0, points.size() - MOST_BACKGROUND), points.size());
        return Shapley.of(
                domain.space().keys(),
                domain.point(recipe),
                background,
                point -> sign * warp.back(model.mean(domain.features(point))));
    }

    /// The mean prediction when one number is set and all else is as measured.
    ///
    /// @param steps how many values, from the least to the most of that number
    public PartialDependence dependence(String key, int steps) {
        return PartialDependence.of(domain, points, key, steps, point -> turned(model.predict(domain.features(point))));
    }

    /// What a person should know before trusting the model; empty when nothing is suspicious.
    public List<String> health() {
        var remarks = new ArrayList<>(outside);
        var checked = leaveOneOut();
        for (int i = 0; i < checked.size(); i++) {
            if (checked.get(i).deviations() > 4) {
                remarks.add(String.format(
                        Locale.ROOT,
                        "Result %d (%.3g) is %.0f standard deviations from what the others say: maybe it is an outlier.",
                        i + 1,
                        checked.get(i).measured(),
                        checked.get(i).deviations()));
            }
        }
        int n = checked.size();
        double expected = 0.68;
        double off = 2.6 * Math.sqrt(expected * (1 - expected) / n);
        if (Math.abs(coverage68() - expected) > off) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "%.0f %% of the results lie within one standard deviation of what the others say, 68 %% should: the model is %s.",
                    100 * coverage68(),
                    coverage68() < expected ? "too sure" : "too careful"));
        }
        if (model.noise() > 0.5 * model.signal()) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "Noise is %.0f %% of all variation: measure again, or better.",
                    100 * model.noise() / model.signal()));
        }
        var relevance = relevance();
        if (!relevance.isEmpty() && relevance.stream().allMatch(each -> each.length() > 10)) {
            remarks.add("No input seems to matter: maybe the ranges are too narrow.");
        }
        return remarks;
    }
}
