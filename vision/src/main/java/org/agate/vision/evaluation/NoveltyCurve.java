package org.agate.vision.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.agate.vision.data.LabelledImage;
import org.agate.vision.data.PhotoSet;
import org.agate.vision.image.Photograph;
import org.agate.vision.inference.RatioModel;

/// From which size on a change of light is noticed.
public final class NoveltyCurve {

    private static final int MOST_PHOTOGRAPHS = 60;

    private NoveltyCurve() {}

    /// One change.
    ///
    /// @param auroc chance that a changed photograph looks more novel than an unchanged one
    /// @param flagged part of the changed ones with any defect
    public record Point(Shift shift, double size, double auroc, double flagged) {}

    /// All changes in all sizes, made to some photographs of a set.
    public static List<Point> of(RatioModel model, PhotoSet set) {
        int count = Math.min(MOST_PHOTOGRAPHS, set.images().size());
        var some = new ArrayList<LabelledImage>();
        for (int i = 0; i < count; i++) {
            some.add(set.images().get((int) ((long) i * set.images().size() / count)));
        }
        double[] usual = some.parallelStream()
                .mapToDouble(image -> {
                    try (var photograph = Photograph.decode(image.content())) {
                        return model.look(photograph).novelty();
                    }
                })
                .toArray();
        var points = new ArrayList<Point>();
        for (var shift : Shift.values()) {
            for (double size : shift.sizes()) {
                points.add(point(model, some, usual, shift, size));
            }
        }
        return points;
    }

    private static Point point(RatioModel model, List<LabelledImage> some, double[] usual, Shift shift, double size) {
        var looks = some.parallelStream()
                .map(image -> {
                    try (var photograph = Photograph.decode(image.content());
                            var changed = shift.of(photograph, size)) {
                        return model.look(changed);
                    }
                })
                .toList();
        double[] changed = looks.stream().mapToDouble(look -> look.novelty()).toArray();
        double flagged =
                looks.stream().filter(look -> !look.defects().isEmpty()).count() / (double) looks.size();
        return new Point(shift, size, auroc(usual, changed), flagged);
    }

    /// The chance that one of the second is larger than one of the first; ties count half.
    static double auroc(double[] first, double[] second) {
        double wins = 0;
        for (double value : second) {
            for (double other : first) {
                wins += value > other ? 1 : value == other ? 0.5 : 0;
            }
        }
        return wins / ((double) first.length * second.length);
    }
}
