package org.agate.vision.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.agate.vision.feature.FeatureSet;

/// How unlike the standards a photograph is, by four measures: its light, its light beside its texture, its texture
/// along the main directions of the standards', and across them. Each is one where nearly all standards stay below.
///
/// A model's own uncertainty does not see a changed lamp; this does. The main directions are a principal component
/// analysis, distances are Mahalanobis'.
final class Novelty {

    private static final int LIGHTS = 2;
    private static final int MOST_DIRECTIONS = 20;
    private static final double MOST_DEVIATIONS = 8;
    private static final double SHRINKAGE = 3;
    private static final double LEAST_SPREAD = 1e-4;
    private static final double USUAL = 0.97;
    private static final double KNOWN = 0.975;

    /// Fewer standards have no directions.
    private static final int FEWEST = 12;

    private final FeatureSet set;
    private final Fit fit;
    private final double[] middles;
    private final double[] usual;
    private final double threshold;

    private Novelty(FeatureSet set, Fit fit, double[] middles, double[] usual, double threshold) {
        this.set = set;
        this.fit = fit;
        this.middles = middles;
        this.usual = usual;
        this.threshold = threshold;
    }

    /// What is compared of a photograph.
    ///
    /// @param share predicted for it: colour may follow the share
    private record Seen(double[] features, double[] light, double share) {}

    /// @param shares of the standards, as predicted by models that had not seen them
    /// @param folds of the standards: those of a heap are in one
    /// @return empty when there are too few standards to compare with
    static java.util.Optional<Novelty> of(
            List<Standard> standards, FeatureSet set, int[] columns, double[] shares, int[] folds) {
        if (standards.size() < FEWEST) {
            return java.util.Optional.empty();
        }
        var seen = new ArrayList<Seen>();
        for (int i = 0; i < standards.size(); i++) {
            seen.add(seen(standards.get(i).sight(), set, columns, shares[i]));
        }
        double[][] unseen = new double[seen.size()][];
        for (int fold : Arrays.stream(folds).distinct().toArray()) {
            var known = IntStream.range(0, seen.size())
                    .filter(i -> folds[i] != fold)
                    .mapToObj(seen::get)
                    .toList();
            var part = Fit.of(known, columns);
            for (int i = 0; i < seen.size(); i++) {
                unseen[i] = folds[i] == fold ? part.measures(seen.get(i)) : unseen[i];
            }
        }
        int measures = unseen[0].length;
        double[] middles = new double[measures];
        double[] usual = new double[measures];
        for (int k = 0; k < measures; k++) {
            int measure = k;
            double[] values =
                    Arrays.stream(unseen).mapToDouble(each -> each[measure]).toArray();
            middles[k] = quantile(values, 0.5);
            usual[k] = Math.max(quantile(values, USUAL), middles[k] + 1e-9);
        }
        var fit = Fit.of(seen, columns);
        var open = new Novelty(set, fit, middles, usual, 1);
        double[] scores = Arrays.stream(unseen).mapToDouble(open::score).toArray();
        return java.util.Optional.of(new Novelty(set, fit, middles, usual, quantile(scores, KNOWN)));
    }

    /// How unlike the standards a photograph is.
    ///
    /// @param score about one at the border, more beyond
    /// @param light whether it is the light that is most unlike
    record Strangeness(double score, boolean light) {}

    Strangeness of(Sight sight, double share) {
        double[] measures = fit.measures(seen(sight, set, fit.columns(), share));
        double score = score(measures);
        boolean light =
                set != FeatureSet.COLOUR && IntStream.range(0, LIGHTS).anyMatch(k -> score(measures, k) >= score);
        return new Strangeness(score / threshold, light);
    }

    private double score(double[] measures) {
        double score = Double.NEGATIVE_INFINITY;
        // Colour against the rim is what it is in any light, and its few numbers have no other directions.
        boolean colour = set == FeatureSet.COLOUR;
        for (int k = colour ? LIGHTS : 0; k < (colour ? LIGHTS + 1 : measures.length); k++) {
            score = Math.max(score, score(measures, k));
        }
        return score;
    }

    private double score(double[] measures, int k) {
        return (measures[k] - middles[k]) / (usual[k] - middles[k]);
    }

    private static Seen seen(Sight sight, FeatureSet set, int[] columns, double share) {
        return new Seen(Blend.pick(sight.mean(set), columns), sight.light(), Math.clamp(share, 0, 1));
    }

    private static double quantile(double[] values, double part) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        // One more is counted for the photograph to come.
        int rank = (int) Math.ceil(part * (sorted.length + 1));
        return sorted[Math.min(rank, sorted.length) - 1];
    }

    /// What the standards say: directions of their texture, and what light goes with which share and texture.
    private record Fit(
            int[] columns,
            Scaling scaling,
            double[][] directions,
            double[] spreads,
            double rest,
            Lights byShare,
            Lights byTexture) {

        static Fit of(List<Seen> seen, int[] columns) {
            double[][] features = seen.stream().map(Seen::features).toArray(double[][]::new);
            var scaling = Scaling.of(features, MOST_DEVIATIONS);
            double[][] z = scaling.all(features);
            int count = Math.min(MOST_DIRECTIONS, Math.max(2, seen.size() / 8));
            double[][] directions = Directions.of(z, count);
            double[] spreads = new double[directions.length];
            double rest = 0;
            for (double[] row : z) {
                double[] along = along(directions, row);
                for (int k = 0; k < spreads.length; k++) {
                    spreads[k] += along[k] * along[k] / z.length;
                }
                rest += across(directions, row, along) / z.length;
            }
            for (int k = 0; k < spreads.length; k++) {
                // A direction in which nothing varies says nothing: it is measured by the first.
                spreads[k] = Math.sqrt(Math.max(LEAST_SPREAD * spreads[0], spreads[k]));
            }
            var bare = new Fit(columns, scaling, directions, spreads, Math.max(1e-9, rest), Lights.NONE, Lights.NONE);
            double[][] lights = seen.stream().map(Seen::light).toArray(double[][]::new);
            return new Fit(
                    columns,
                    scaling,
                    directions,
                    spreads,
                    bare.rest,
                    Lights.of(seen.stream().map(each -> bare.ofShare(each)).toArray(double[][]::new), lights),
                    Lights.of(seen.stream().map(each -> bare.ofTexture(each)).toArray(double[][]::new), lights));
        }

        double[] measures(Seen seen) {
            double[] z = scaling.of(seen.features());
            double[] along = along(directions, z);
            double texture = 0;
            for (int k = 0; k < along.length; k++) {
                texture += along[k] * along[k] / (spreads[k] * spreads[k]) / along.length;
            }
            return new double[] {
                byShare.distance(ofShare(seen), seen.light()),
                byTexture.distance(ofTexture(seen), seen.light()),
                texture,
                Math.log(across(directions, z, along) / rest + 1e-9)
            };
        }

        private double[] ofShare(Seen seen) {
            return new double[] {1, seen.share(), seen.share() * seen.share()};
        }

        private double[] ofTexture(Seen seen) {
            double[] along = along(directions, scaling.of(seen.features()));
            double[] inputs = Arrays.copyOf(ofShare(seen), 3 + along.length);
            for (int k = 0; k < along.length; k++) {
                inputs[3 + k] = along[k] / spreads[k];
            }
            return inputs;
        }

        private static double[] along(double[][] directions, double[] row) {
            double[] along = new double[directions.length];
            for (int k = 0; k < along.length; k++) {
                for (int j = 0; j < row.length; j++) {
                    along[k] += directions[k][j] * row[j];
                }
            }
            return along;
        }

        private static double across(double[][] directions, double[] row, double[] along) {
            double square = 0;
            for (double value : row) {
                square += value * value;
            }
            for (double value : along) {
                square -= value * value;
            }
            return Math.max(0, square);
        }
    }

    /// Which light is expected with which inputs, and how it varies.
    ///
    /// @param coefficients by light and input
    /// @param inverse of the covariance of what is left
    private record Lights(double[][] coefficients, double[][] inverse) {

        static final Lights NONE = new Lights(new double[0][], new double[0][]);

        static Lights of(double[][] inputs, double[][] lights) {
            int n = inputs.length;
            int m = lights[0].length;
            double[] penalties = new double[inputs[0].length];
            Arrays.fill(penalties, SHRINKAGE);
            penalties[0] = 1e-9;
            var squares = LeastSquares.of(inputs, penalties);
            double[][] coefficients = new double[m][];
            for (int c = 0; c < m; c++) {
                int light = c;
                coefficients[c] = squares.coefficients(
                        Arrays.stream(lights).mapToDouble(each -> each[light]).toArray());
            }
            var open = new Lights(coefficients, new double[0][]);
            double[][] covariance = new double[m][m];
            for (int i = 0; i < n; i++) {
                double[] left = open.left(inputs[i], lights[i]);
                for (int a = 0; a < m; a++) {
                    for (int b = a; b < m; b++) {
                        covariance[a][b] += left[a] * left[b] / n;
                    }
                }
            }
            for (int a = 0; a < m; a++) {
                covariance[a][a] += 1e-8 + 1e-3 * covariance[a][a];
            }
            return new Lights(coefficients, Factor.of(covariance).orElseThrow().inverse());
        }

        private double[] left(double[] input, double[] light) {
            double[] left = light.clone();
            for (int c = 0; c < left.length; c++) {
                for (int j = 0; j < input.length; j++) {
                    left[c] -= coefficients[c][j] * input[j];
                }
            }
            return left;
        }

        double distance(double[] input, double[] light) {
            double[] left = left(input, light);
            double sum = 0;
            for (int a = 0; a < left.length; a++) {
                for (int b = 0; b < left.length; b++) {
                    sum += left[a] * inverse[a][b] * left[b];
                }
            }
            return sum;
        }
    }
}
