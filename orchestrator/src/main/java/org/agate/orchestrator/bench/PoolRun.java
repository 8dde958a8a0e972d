package org.agate.orchestrator.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.agate.optimizer.Experiments;
import org.agate.optimizer.Observation;
import org.agate.optimizer.Optimizer;

/// One campaign on a table: row after row is measured until the best is found.
///
/// @param hard whether one replicate of a row is drawn by chance instead of their mean
record PoolRun(PoolTable table, long seed, boolean hard) {

    /// @param normalised best true value so far, from 0 for the worst row to 1 for the best, by number of experiments
    /// @param topOne experiments to a row of the best 1 %; the budget plus one when none was found
    record Found(double[] normalised, int topOne, int topFive, int best) {}

    /// Rows are chosen by the optimizer.
    Found run(int[] starts, int most) {
        var random = new SplittableRandom(seed * 104_729 + 5);
        var optimizer = new Optimizer(table.space(), new Optimizer.Settings(table.goal(), 1, seed));
        var left = new ArrayList<Integer>();
        for (int row = 0; row < table.recipes().size(); row++) {
            left.add(row);
        }
        var experiments = Experiments.none();
        var order = new ArrayList<Integer>();
        while (order.size() < Math.min(most, table.recipes().size())) {
            int row;
            if (order.size() < starts.length) {
                row = starts[order.size()];
            } else {
                var candidates =
                        left.stream().map(each -> table.recipes().get(each)).toList();
                var chosen = optimizer.ask(experiments, candidates).recipe();
                row = left.get(candidates.indexOf(chosen));
            }
            left.remove((Integer) row);
            order.add(row);
            double[] replicates = table.replicates().get(row);
            double value = hard ? replicates[random.nextInt(replicates.length)] : table.values()[row];
            experiments = experiments.tell(new Observation(table.recipes().get(row), value, 0));
        }
        return found(order, most);
    }

    /// Rows are chosen by chance.
    Found random(int most) {
        var random = new SplittableRandom(seed * 15_485_863 + 1);
        var rows = new ArrayList<Integer>();
        for (int row = 0; row < table.recipes().size(); row++) {
            rows.add(row);
        }
        for (int i = 0; i < rows.size(); i++) {
            java.util.Collections.swap(rows, i, random.nextInt(i, rows.size()));
        }
        return found(rows.subList(0, Math.min(most, rows.size())), most);
    }

    private Found found(List<Integer> order, int most) {
        double[] worths =
                Arrays.stream(table.values()).map(table::worth).sorted().toArray();
        double worst = worths[0];
        double best = worths[worths.length - 1];
        double onePercent = threshold(worths, 0.01);
        double fivePercent = threshold(worths, 0.05);
        double[] normalised = new double[most + 1];
        int topOne = most + 1;
        int topFive = most + 1;
        int top = most + 1;
        double reached = worst;
        for (int n = 1; n <= most; n++) {
            if (n <= order.size()) {
                reached = Math.max(reached, table.worth(table.values()[order.get(n - 1)]));
            }
            normalised[n] = best > worst ? (reached - worst) / (best - worst) : 1;
            topOne = reached >= onePercent ? Math.min(topOne, n) : topOne;
            topFive = reached >= fivePercent ? Math.min(topFive, n) : topFive;
            top = reached >= best ? Math.min(top, n) : top;
        }
        return new Found(normalised, topOne, topFive, top);
    }

    /// The worst of the best rows that are this part of all, rounded up to whole rows.
    private static double threshold(double[] rising, double part) {
        int rows = Math.max(1, (int) Math.ceil(part * rising.length));
        return rising[rising.length - rows];
    }
}
