package org.agate.vision.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.agate.vision.VisionFault;

/// The layout of Ide et al. 2023: `img*.jpg` and one `.txt` whose first line names the components and whose further
/// lines give the id of a photograph and a percentage for each.
final class IdeLabels {

    private IdeLabels() {}

    static PhotoSet read(Path folder) {
        var labels = LabelFile.read(find(folder));
        if (labels.lines().isEmpty()) {
            throw labels.fault(0, "the file is empty");
        }
        var names = new ArrayList<>(cells(labels.lines().getFirst()));
        var images = new ArrayList<LabelledImage>();
        for (int i = 1; i < labels.lines().size(); i++) {
            if (labels.lines().get(i).isBlank()) {
                continue;
            }
            var cells = cells(labels.lines().get(i));
            // Some name the column of ids too.
            if (images.isEmpty() && names.size() == cells.size()) {
                names.removeFirst();
            }
            if (cells.size() < 3 || cells.size() != names.size() + 1) {
                throw labels.fault(i, "expected an image id and a percentage for each of %s".formatted(names));
            }
            var photograph = labels.photograph(photograph(folder, cells.getFirst()), i);
            var shares = new ArrayList<Double>();
            for (var cell : cells.subList(1, cells.size())) {
                shares.add(labels.share(cell, 100, i));
            }
            images.add(new LabelledImage(photograph, labels.whole(shares, i), cells.getFirst()));
        }
        return new PhotoSet(names, images);
    }

    private static List<String> cells(String line) {
        return Arrays.asList(line.trim().split("[\\s,]+"));
    }

    private static Path find(Path folder) {
        try (var files = Files.list(folder)) {
            var found = files.filter(file -> file.toString().endsWith(".txt"))
                    .filter(file -> !file.getFileName()
                            .toString()
                            .toLowerCase(Locale.ROOT)
                            .startsWith("readme"))
                    .sorted()
                    .toList();
            if (found.size() != 1) {
                throw new VisionFault(
                        "vision.labels.missing",
                        "(%s) has neither labels.csv nor one .txt of labels, but %s.".formatted(folder, found),
                        "Maybe the photographs are in a folder below.");
            }
            return found.getFirst();
        } catch (IOException e) {
            throw new VisionFault(
                    "vision.folder.unreadable",
                    "(%s) cannot be listed.".formatted(folder),
                    "Maybe its permissions are too strict.",
                    e);
        }
    }

    private static Path photograph(Path folder, String id) {
        for (var name : new String[] {id, id + ".jpg", "img" + id + ".jpg", "img" + id + ".JPG", id + ".png"}) {
            if (Files.isRegularFile(folder.resolve(name))) {
                return folder.resolve(name);
            }
        }
        return folder.resolve(id + ".jpg");
    }
}
