package org.agate.vision.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.agate.vision.VisionFault;
import org.agate.vision.data.LabelledImage;
import org.agate.vision.data.PhotoSet;
import org.agate.vision.image.Photograph;
import org.agate.vision.inference.Inference.Share;
import org.agate.vision.inference.RatioModel;

/// A model judged on labelled photographs, one by one.
///
/// @param judged in the order of the labels
/// @param msPerPhoto milliseconds for one photograph, one after the other
public record Evaluation(RatioModel model, List<Judged> judged, double msPerPhoto) {

    private static final int THIRDS = 3;
    private static final int WARM_UP = 3;
    private static final int TIMED = 12;

    public Evaluation {
        judged = List.copyOf(judged);
    }

    /// Looks at every photograph of a set.
    ///
    /// @throws VisionFault when the set has other components, or a photograph cannot be read
    public static Evaluation of(RatioModel model, PhotoSet set) {
        int[] order = order(model, set);
        var judged = set.images().parallelStream()
                .map(image -> judge(model, image, order))
                .toList();
        return new Evaluation(model, judged, time(model, set));
    }

    /// Where each component of the model stands in the set.
    private static int[] order(RatioModel model, PhotoSet set) {
        var wanted = model.card().components();
        if (set.components().size() != wanted.size() || !set.components().containsAll(wanted)) {
            throw new VisionFault(
                    "vision.components.differ",
                    "The photographs show %s, the model knows %s.".formatted(set.components(), wanted),
                    "Maybe it is another material's model, or the names are spelled otherwise.");
        }
        return wanted.stream().mapToInt(set.components()::indexOf).toArray();
    }

    private static Judged judge(RatioModel model, LabelledImage image, int[] order) {
        byte[] file = image.content();
        try (var photograph = Photograph.decode(file)) {
            var look = model.look(photograph);
            var shares = new ArrayList<Share>();
            var truth = new ArrayList<Double>();
            for (int c = 0; c < order.length; c++) {
                shares.add(model.share(c, look.shares().get(c), 1));
                truth.add(image.shares().get(order[c]));
            }
            return new Judged(
                    String.valueOf(image.file().getFileName()),
                    image.heap(),
                    truth,
                    shares,
                    look,
                    model.hasLearntFrom(file));
        } catch (VisionFault e) {
            throw e.at(image.file());
        }
    }

    /// Some photographs one after the other, all that an inference does included.
    private static double time(RatioModel model, PhotoSet set) {
        long start = 0;
        int timed = 0;
        for (int i = 0; i < WARM_UP + TIMED; i++) {
            byte[] file = set.images().get(i % set.images().size()).content();
            start = i == WARM_UP ? System.nanoTime() : start;
            model.infer(List.of(file));
            timed += i >= WARM_UP ? 1 : 0;
        }
        return (System.nanoTime() - start) / 1e6 / timed;
    }

    /// How many of the photographs the model has learnt from: their errors flatter it.
    public long known() {
        return judged.stream().filter(Judged::known).count();
    }

    /// Over all photographs.
    public Figures figures() {
        return Figures.of(judged, msPerPhoto);
    }

    /// A third of the range of the first component.
    ///
    /// @param number 1 for the lowest
    public record Third(int number, Figures figures) {}

    /// Those whose first component is true to the lower, middle and upper third of its range; empty thirds are left
    /// out.
    public List<Third> thirds() {
        var thirds = new ArrayList<Third>();
        for (int third = 0; third < THIRDS; third++) {
            int number = third;
            var part = judged.stream()
                    .filter(each ->
                            Math.min(THIRDS - 1, (int) (THIRDS * each.truth().getFirst())) == number)
                    .toList();
            if (!part.isEmpty()) {
                thirds.add(new Third(third + 1, Figures.of(part, msPerPhoto)));
            }
        }
        return thirds;
    }
}
