package org.agate.vision.evaluation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.agate.vision.VisionFault;
import org.agate.vision.data.LabelledImage;
import org.agate.vision.data.PhotoSet;
import org.agate.vision.image.Photograph;
import org.agate.vision.inference.Inference.Share;
import org.agate.vision.inference.RatioModel;

/// A model judged on labelled photographs, one by one.
///
/// @param judged in the order of the labels
public record Evaluation(RatioModel model, List<Judged> judged) {

    private static final int THIRDS = 3;

    public Evaluation {
        judged = List.copyOf(judged);
    }

    /// Looks at every photograph of a set.
    ///
    /// @throws VisionFault when the set has other components, or a photograph cannot be read
    public static Evaluation of(RatioModel model, PhotoSet set) {
        if (set.components().size() != model.card().components().size()) {
            throw new VisionFault(
                    "vision.components.differ",
                    "The photographs show %s, the model knows %s."
                            .formatted(set.components(), model.card().components()),
                    "Maybe it is another material's model.");
        }
        var judged =
                set.images().parallelStream().map(image -> judge(model, image)).toList();
        return new Evaluation(model, judged);
    }

    private static Judged judge(RatioModel model, LabelledImage image) {
        byte[] file = read(image);
        long start = System.nanoTime();
        try (var photograph = Photograph.decode(file)) {
            var look = model.look(photograph);
            var shares = new ArrayList<Share>();
            for (int c = 0; c < look.shares().size(); c++) {
                shares.add(model.share(c, look.shares().get(c), 1));
            }
            double milliseconds = (System.nanoTime() - start) / 1e6;
            return new Judged(
                    String.valueOf(image.file().getFileName()),
                    image.heap(),
                    image.shares(),
                    shares,
                    look,
                    milliseconds);
        } catch (VisionFault e) {
            throw new VisionFault(e.code(), image.file() + ": " + e.getMessage(), "", e);
        }
    }

    static byte[] read(LabelledImage image) {
        try {
            return Files.readAllBytes(image.file());
        } catch (IOException e) {
            throw new UncheckedIOException("Photograph (%s) cannot be read.".formatted(image.file()), e);
        }
    }

    /// Over all photographs.
    public Figures figures() {
        return Figures.of(judged);
    }

    /// Those whose first component is true to the lower, middle and upper third of its range; empty thirds are left
    /// out.
    public List<Figures> thirds() {
        return IntStream.range(0, THIRDS)
                .mapToObj(third -> judged.stream()
                        .filter(each -> Math.min(
                                        THIRDS - 1, (int) (THIRDS * each.truth().getFirst()))
                                == third)
                        .toList())
                .filter(part -> !part.isEmpty())
                .map(Figures::of)
                .toList();
    }
}
