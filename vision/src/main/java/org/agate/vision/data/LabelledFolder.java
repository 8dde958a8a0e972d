package org.agate.vision.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agate.vision.VisionFault;

/// Reads a folder of labelled photographs.
///
/// Two layouts: a `labels.csv` with columns `file` and `fraction_a` (0 to 1) and optionally `heap`; or that of Ide et
/// al.
/// 2023 (10.1021/acs.iecr.3c01882): `img*.jpg` and one `.txt` whose first line names the components and whose further
/// lines give image id and percentages. Faults name file and line.
public final class LabelledFolder {

    private LabelledFolder() {}

    /// All labelled photographs, in the order of the label file.
    public static List<LabelledImage> read(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new VisionFault(
                    "vision.folder.missing",
                    "(%s) is not a folder.".formatted(folder),
                    "Maybe check the path for a typing error.");
        }
        var csv = folder.resolve("labels.csv");
        var images = Files.exists(csv) ? readCsv(folder, csv) : readIde(folder, ideLabels(folder));
        if (images.isEmpty()) {
            throw new VisionFault(
                    "vision.labels.empty",
                    "(%s) labels no photograph.".formatted(folder),
                    "Maybe the label file has only a header.");
        }
        return images;
    }

    private static List<LabelledImage> readCsv(Path folder, Path csv) {
        var lines = lines(csv);
        var header = Arrays.asList(
                lines.isEmpty() ? new String[0] : lines.getFirst().trim().split(","));
        int file = header.indexOf("file");
        int share = header.indexOf("fraction_a");
        int heap = header.indexOf("heap");
        if (file < 0 || share < 0) {
            throw malformed(csv, 1, "header %s lacks file or fraction_a".formatted(header));
        }
        var images = new ArrayList<LabelledImage>();
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).isBlank()) {
                continue;
            }
            var cells = lines.get(i).trim().split(",");
            if (cells.length < header.size()) {
                throw malformed(csv, i + 1, "%d cells where the header has %d".formatted(cells.length, header.size()));
            }
            var image = image(folder.resolve(cells[file].trim()), csv, i + 1);
            images.add(new LabelledImage(
                    image, share(cells[share], 1, csv, i + 1), heap < 0 ? cells[file].trim() : cells[heap].trim()));
        }
        return images;
    }

    private static Path ideLabels(Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .findFirst()
                    .orElseThrow(() -> new VisionFault(
                            "vision.labels.missing",
                            "(%s) has neither labels.csv nor a .txt of labels.".formatted(folder),
                            "Maybe the photographs are in a folder below."));
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    private static List<LabelledImage> readIde(Path folder, Path labels) {
        var lines = lines(labels);
        var images = new ArrayList<LabelledImage>();
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).isBlank()) {
                continue;
            }
            var cells = lines.get(i).trim().split("[\\s,]+");
            if (cells.length < 3) {
                throw malformed(labels, i + 1, "expected an image id and a percentage per component");
            }
            double sum = 0;
            for (int c = 1; c < cells.length; c++) {
                sum += share(cells[c], 100, labels, i + 1);
            }
            if (Math.abs(sum - 1) > 0.01) {
                throw malformed(labels, i + 1, "percentages add up to %.2f".formatted(100 * sum));
            }
            images.add(new LabelledImage(
                    image(ideFile(folder, cells[0]), labels, i + 1), share(cells[1], 100, labels, i + 1), cells[0]));
        }
        return images;
    }

    private static Path ideFile(Path folder, String id) {
        for (var name : new String[] {id, id + ".jpg", "img" + id + ".jpg", "img" + id + ".JPG"}) {
            if (Files.isRegularFile(folder.resolve(name))) {
                return folder.resolve(name);
            }
        }
        return folder.resolve(id + ".jpg");
    }

    private static Path image(Path image, Path labels, int line) {
        if (!Files.isRegularFile(image)) {
            throw malformed(labels, line, "photograph %s does not exist".formatted(image.getFileName()));
        }
        return image;
    }

    private static double share(String text, double whole, Path labels, int line) {
        try {
            double share = Double.parseDouble(text.trim()) / whole;
            if (share >= 0 && share <= 1) {
                return share;
            }
        } catch (NumberFormatException e) {
            throw malformed(labels, line, "(%s) is not a number".formatted(text));
        }
        throw malformed(labels, line, "(%s) is not between 0 and %.0f".formatted(text, whole));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static VisionFault malformed(Path file, int line, String what) {
        return new VisionFault(
                "vision.labels.malformed",
                "%s:%d: %s".formatted(file, line, what),
                "Maybe the line was cut or edited by hand.");
    }

    private static VisionFault unreadable(Path file, IOException e) {
        return new VisionFault(
                "vision.labels.unreadable", "(%s) cannot be read.".formatted(file), "Maybe it is not a text file.", e);
    }
}
