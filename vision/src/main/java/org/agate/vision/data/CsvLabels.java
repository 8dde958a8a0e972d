package org.agate.vision.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A `labels.csv`: columns `file` and `fraction_NAME` (0 to 1) for each component, and `heap` where one has several
/// photographs. With `fraction_a` alone the rest is `b`. Other columns are not looked at.
final class CsvLabels {

    private static final String FRACTION = "fraction_";

    private CsvLabels() {}

    static PhotoSet read(Path folder, Path csv) {
        var labels = LabelFile.read(csv);
        var header = labels.lines().isEmpty()
                ? List.<String>of()
                : Arrays.stream(labels.lines().getFirst().replace("\ufeff", "").split(","))
                        .map(String::trim)
                        .toList();
        int file = header.indexOf("file");
        int heap = header.indexOf("heap");
        var fractions =
                header.stream().filter(name -> name.startsWith(FRACTION)).toList();
        if (file < 0 || fractions.isEmpty()) {
            throw labels.fault(0, "header %s lacks file or fraction_a".formatted(header));
        }
        if (fractions.stream().distinct().count() < fractions.size()) {
            throw labels.fault(0, "header %s names a component twice".formatted(header));
        }
        var images = new ArrayList<LabelledImage>();
        for (int i = 1; i < labels.lines().size(); i++) {
            if (labels.lines().get(i).isBlank()) {
                continue;
            }
            var cells = labels.lines().get(i).split(",");
            if (cells.length < header.size()) {
                throw labels.fault(i, "%d cells where the header has %d".formatted(cells.length, header.size()));
            }
            var photograph = labels.photograph(folder.resolve(cells[file].trim()), i);
            var shares = new ArrayList<Double>();
            for (var fraction : fractions) {
                shares.add(labels.share(cells[header.indexOf(fraction)], 1, i));
            }
            if (shares.size() == 1) {
                shares.add(1 - shares.getFirst());
            }
            images.add(new LabelledImage(photograph, labels.whole(shares, i), cells[heap < 0 ? file : heap].trim()));
        }
        return new PhotoSet(components(fractions), images);
    }

    private static List<String> components(List<String> fractions) {
        var names = new ArrayList<>(fractions.stream()
                .map(name -> name.substring(FRACTION.length()))
                .toList());
        if (names.size() == 1) {
            names.add(names.getFirst().equals("a") ? "b" : "rest");
        }
        return names;
    }
}
