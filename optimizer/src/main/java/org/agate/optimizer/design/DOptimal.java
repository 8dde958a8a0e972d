package org.agate.optimizer.design;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.agate.optimizer.numeric.Cholesky;
import org.agate.optimizer.space.Domain;
import org.agate.optimizer.space.Recipe;

/// Recipes from which a linear or quadratic model is known best: the determinant of its information matrix is made
/// large by exchanging points (Fedorov 1972; Cook & Nachtsheim 1980, 10.1080/00401706.1980.10486162), under all
/// constraints.
public final class DOptimal {

    private static final int CANDIDATES = 300;
    private static final int ROUNDS = 20;
    private static final int STARTS = 3;
    private static final double RIDGE = 1e-6;

    private DOptimal() {}

    /// Which terms the model has; for mixtures without the constant, which their shares add up to.
    public enum Model {
        LINEAR,
        QUADRATIC
    }

    /// So many recipes; the same one may come twice.
    public static List<Recipe> of(Domain domain, int count, Model model, long seed) {
        var candidates = CandidateSet.withCorners(domain, CANDIDATES, seed);
        var terms =
                candidates.stream().map(point -> terms(domain, point, model)).toList();
        var random = new SplittableRandom(seed);
        int[] best = new int[0];
        double most = Double.NEGATIVE_INFINITY;
        for (int start = 0; start < STARTS; start++) {
            int[] chosen = random.ints(count, 0, candidates.size()).toArray();
            double information = exchange(chosen, terms);
            if (information > most) {
                most = information;
                best = chosen;
            }
        }
        return java.util.Arrays.stream(best)
                .mapToObj(candidates::get)
                .map(domain::recipe)
                .toList();
    }

    /// Half the logarithm of the determinant of the information that recipes hold about a model.
    public static double information(Domain domain, List<Recipe> recipes, Model model) {
        return information(recipes.stream()
                .map(recipe -> terms(domain, domain.point(recipe), model))
                .toList());
    }

    private static double exchange(int[] chosen, List<double[]> terms) {
        var rows = new ArrayList<double[]>();
        for (int row : chosen) {
            rows.add(terms.get(row));
        }
        double information = information(rows);
        for (int round = 0; round < ROUNDS; round++) {
            double before = information;
            for (int i = 0; i < chosen.length; i++) {
                for (int candidate = 0; candidate < terms.size(); candidate++) {
                    double[] former = rows.set(i, terms.get(candidate));
                    double with = information(rows);
                    if (with > information + 1e-12) {
                        information = with;
                        chosen[i] = candidate;
                    } else {
                        rows.set(i, former);
                    }
                }
            }
            if (information <= before) {
                break;
            }
        }
        return information;
    }

    private static double information(List<double[]> rows) {
        int p = rows.getFirst().length;
        double[][] matrix = new double[p][p];
        for (var row : rows) {
            for (int a = 0; a < p; a++) {
                for (int b = a; b < p; b++) {
                    matrix[a][b] += row[a] * row[b];
                }
            }
        }
        for (int a = 0; a < p; a++) {
            matrix[a][a] += RIDGE;
        }
        return Cholesky.of(matrix).map(Cholesky::halfLogDeterminant).orElse(Double.NEGATIVE_INFINITY);
    }

    private static double[] terms(Domain domain, double[] point, Model model) {
        var inputs = domain.contrasts(point);
        var terms = new ArrayList<Double>();
        boolean constant = !domain.hasMixture();
        if (constant) {
            terms.add(1.0);
        }
        for (double input : inputs) {
            terms.add(input);
        }
        if (model == Model.QUADRATIC) {
            for (int a = 0; a < inputs.length; a++) {
                for (int b = a + 1; b < inputs.length; b++) {
                    terms.add(inputs[a] * inputs[b]);
                }
            }
            // The squares of shares follow from the shares and their products, those of labels are themselves.
            for (double number : domain.plainNumbers(point)) {
                terms.add(number * number);
            }
        }
        return terms.stream().mapToDouble(x -> x).toArray();
    }
}
