package org.agate.vision.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import org.agate.vision.VisionFault;

/// Reads a folder of labelled photographs: one with a `labels.csv`, or one in the layout of Ide et al. 2023
/// (doi:10.1021/acs.iecr.3c01882), unchanged. Faults name file and line.
public final class LabelledFolder {

    private LabelledFolder() {}

    /// All labelled photographs, in the order of the label file.
    public static PhotoSet read(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new VisionFault(
                    "vision.folder.missing",
                    "(%s) is not a folder.".formatted(folder),
                    "Maybe check the path for a typing error.");
        }
        var csv = folder.resolve("labels.csv");
        var photographs = Files.exists(csv) ? CsvLabels.read(folder, csv) : IdeLabels.read(folder);
        if (photographs.images().isEmpty()) {
            throw new VisionFault(
                    "vision.labels.empty",
                    "(%s) labels no photograph.".formatted(folder),
                    "Maybe the label file has only a header.");
        }
        requireOneComposition(folder, photographs);
        return photographs;
    }

    private static void requireOneComposition(Path folder, PhotoSet photographs) {
        var byHeap = new HashMap<String, List<Double>>();
        for (var image : photographs.images()) {
            var before = byHeap.putIfAbsent(image.heap(), image.shares());
            if (before != null && !before.equals(image.shares())) {
                throw new VisionFault(
                        "vision.labels.heap-differs",
                        "(%s): heap (%s) has shares %s and %s.".formatted(folder, image.heap(), before, image.shares()),
                        "Maybe two samples have the same name.");
            }
        }
    }
}
