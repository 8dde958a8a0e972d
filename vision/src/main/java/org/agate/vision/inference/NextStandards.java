package org.agate.vision.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Which mixtures would teach a model most: those after which it would be surest over all mixtures together (active
/// learning after Cohn, Ghahramani & Jordan 1996, doi:10.1613/jair.295). The model's Gaussian process says how sure it
/// is; what a mixture would look like is expected from the standards.
public final class NextStandards {

    private static final int MOST_MIXTURES = 300;

    /// Percentages are whole numbers then.
    private static final List<Integer> STEPS = List.of(20, 10, 5, 4, 2, 1);

    private NextStandards() {}

    /// @param count how many to prepare
    /// @return shares of the components of each, the most useful first
    public static List<List<Double>> of(RatioModel model, int count) {
        var card = model.card();
        var standards = model.standards();
        var mixtures = mixtures(card.components().size());
        var expectation = Expectation.of(standards, card.features());
        double[][] rows = standards.stream()
                .map(each -> each.sight().mean(card.features()))
                .toArray(double[][]::new);
        double[][] targets = standards.stream()
                .map(each -> each.shares().stream().mapToDouble(share -> share).toArray())
                .toArray(double[][]::new);
        var process = card.groupKernel()
                .map(kernel -> GroupProcess.fit(rows, targets, kernel))
                .orElseGet(() -> GroupProcess.fit(rows, targets, Blend.groups(card.features(), card.attention())));
        double[][] unsure =
                process.covariance(mixtures.stream().map(expectation::row).toArray(double[][]::new));
        double noise = process.kernel().noise();
        var chosen = new ArrayList<List<Double>>();
        for (int k = 0; k < count; k++) {
            int best = best(unsure, noise);
            chosen.add(mixtures.get(best));
            learn(unsure, best, noise);
        }
        return chosen;
    }

    /// The mixture that takes away most of the variance of all.
    private static int best(double[][] unsure, double noise) {
        int best = 0;
        double most = -1;
        for (int c = 0; c < unsure.length; c++) {
            double squares =
                    Arrays.stream(unsure[c]).map(value -> value * value).sum();
            double taken = squares / (unsure[c][c] + noise);
            if (taken > most) {
                most = taken;
                best = c;
            }
        }
        return best;
    }

    private static void learn(double[][] unsure, int at, double noise) {
        double[] column = unsure[at].clone();
        for (int i = 0; i < unsure.length; i++) {
            for (int j = 0; j < unsure.length; j++) {
                unsure[i][j] -= column[i] * column[j] / (column[at] + noise);
            }
        }
    }

    /// All mixtures in even steps, so fine that there are no more than can be weighed up.
    private static List<List<Double>> mixtures(int components) {
        var all = new ArrayList<List<Double>>();
        for (int steps : STEPS) {
            all.clear();
            fill(all, new ArrayList<>(), components, steps, steps);
            if (all.size() <= MOST_MIXTURES) {
                break;
            }
        }
        return all;
    }

    private static void fill(List<List<Double>> all, List<Double> begun, int components, int left, int steps) {
        if (begun.size() == components - 1) {
            var whole = new ArrayList<>(begun);
            whole.add(left / (double) steps);
            all.add(List.copyOf(whole));
            return;
        }
        for (int part = 0; part <= left; part++) {
            var more = new ArrayList<>(begun);
            more.add(part / (double) steps);
            fill(all, more, components, left - part, steps);
        }
    }
}
