package org.agate.vision.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A `labels.csv`: columns `file` and `fraction_NAME` (0 to 1) for each component, and `heap` where one has several
/// photographs. With `fraction_a` alone the rest is `b`. Other columns are not looked at.
final class CsvLabels {

    private static final String FRACTION = "fraction_";

    private CsvLabels() {}

    static PhotoSet read(Path folder, Path csv) {
        var labels = LabelFile.of(csv);
        CsvFile table;
        try {
            table = CsvFile.read(csv);
        } catch (CsvFile.Malformed e) {
            throw labels.fault(e.line() - 1, String.valueOf(e.getMessage()));
        }
        var header = table.header();
        int file = header.indexOf("file");
        int heap = header.indexOf("heap");
        var fractions =
                header.stream().filter(name -> name.startsWith(FRACTION)).toList();
        if (file < 0 || fractions.isEmpty()) {
            throw labels.fault(0, "header %s lacks file or fraction_a".formatted(header));
        }
        var images = new ArrayList<LabelledImage>();
        for (var row : table.rows()) {
            int line = row.line() - 1;
            var cells = row.cells();
            var photograph = labels.photograph(folder.resolve(cells.get(file)), line);
            var shares = new ArrayList<Double>();
            for (var fraction : fractions) {
                shares.add(labels.share(table, cells.get(header.indexOf(fraction)), line));
            }
            if (shares.size() == 1) {
                shares.add(1 - shares.getFirst());
            }
            images.add(new LabelledImage(photograph, labels.whole(shares, line), cells.get(heap < 0 ? file : heap)));
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
