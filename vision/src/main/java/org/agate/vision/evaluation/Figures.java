package org.agate.vision.evaluation;

import java.util.List;

/// What some judged photographs say of a model, over all of them, flagged or not.
///
/// @param n number of photographs
/// @param mae mean absolute error, percentage points
/// @param rmse root mean square error, percentage points
/// @param coverage90 part whose 90 % interval holds the truth
/// @param meanWidth90 mean width of that interval, percentage points
/// @param flaggedFraction part that the gates would have refused
/// @param msPerPhoto milliseconds for one photograph, one after the other
public record Figures(
        int n,
        double mae,
        double rmse,
        double coverage90,
        double meanWidth90,
        double flaggedFraction,
        double msPerPhoto) {

    /// Of all components; of two, the first says all.
    static Figures of(List<Judged> judged, double msPerPhoto) {
        double absolute = 0;
        double squares = 0;
        double covered = 0;
        double width = 0;
        double flagged = 0;
        int values = 0;
        for (var each : judged) {
            int components = each.truth().size() == 2 ? 1 : each.truth().size();
            for (int c = 0; c < components; c++) {
                double error = 100 * each.error(c);
                absolute += Math.abs(error);
                squares += error * error;
                covered += each.isCovered(c) ? 1 : 0;
                width += 100
                        * (each.shares().get(c).high() - each.shares().get(c).low());
                values++;
            }
            flagged += each.isFlagged() ? 1 : 0;
        }
        int n = judged.size();
        return new Figures(
                n,
                absolute / values,
                Math.sqrt(squares / values),
                covered / values,
                width / values,
                flagged / n,
                msPerPhoto);
    }
}
