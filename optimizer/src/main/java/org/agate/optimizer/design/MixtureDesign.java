package org.agate.optimizer.design;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.agate.optimizer.space.Domain;
import org.agate.optimizer.space.Parameter.Mixture;
import org.agate.optimizer.space.Recipe;

/// Scheffé's designs for a space that is one mixture (1958, 10.1111/j.2517-6161.1958.tb00299.x; 1963,
/// 10.1111/j.2517-6161.1963.tb00506.x). What bounds, steps and constraints do not allow is left out.
public final class MixtureDesign {

    private MixtureDesign() {}

    /// All mixtures whose shares are multiples of 1/levels.
    public static List<Recipe> lattice(Domain domain, int levels) {
        var mixture = mixture(domain);
        var designs = new ArrayList<double[]>();
        share(new double[mixture.components().size()], 0, levels, levels, designs);
        return allowed(domain, mixture, designs);
    }

    /// Every component alone, every two in equal shares, every three, and so on to all.
    public static List<Recipe> centroid(Domain domain) {
        var mixture = mixture(domain);
        int m = mixture.components().size();
        var designs = new ArrayList<double[]>();
        for (int subset = 1; subset < 1 << m; subset++) {
            double[] shares = new double[m];
            for (int c = 0; c < m; c++) {
                shares[c] = (subset >> c & 1) == 1 ? 1.0 / Integer.bitCount(subset) : 0;
            }
            designs.add(shares);
        }
        designs.sort(java.util.Comparator.comparingLong(
                shares -> java.util.Arrays.stream(shares).filter(x -> x > 0).count()));
        return allowed(domain, mixture, designs);
    }

    private static Mixture mixture(Domain domain) {
        if (domain.space().parameters().size() == 1
                && domain.space().parameters().getFirst() instanceof Mixture mixture
                && mixture.components().size() <= 20) {
            return mixture;
        }
        throw new IllegalArgumentException(
                "A mixture design is for a space that is one mixture of at most (20) components.\nMaybe a maximin or D-optimal design.");
    }

    private static void share(double[] shares, int component, int left, int levels, List<double[]> designs) {
        if (component == shares.length - 1) {
            shares[component] = (double) left / levels;
            designs.add(shares.clone());
            return;
        }
        for (int part = left; part >= 0; part--) {
            shares[component] = (double) part / levels;
            share(shares, component + 1, left - part, levels, designs);
        }
    }

    private static List<Recipe> allowed(Domain domain, Mixture mixture, List<double[]> designs) {
        var recipes = new ArrayList<Recipe>();
        for (var shares : designs) {
            var values = new LinkedHashMap<String, Double>();
            for (int c = 0; c < shares.length; c++) {
                values.put(mixture.components().get(c).name(), shares[c] * mixture.total());
            }
            var recipe = domain.recipe(domain.point(new Recipe(values)));
            if (domain.allows(recipe)) {
                recipes.add(recipe);
            }
        }
        return recipes;
    }
}
