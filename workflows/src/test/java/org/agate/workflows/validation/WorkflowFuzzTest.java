package org.agate.workflows.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.agate.workflows.WorkflowInvalid;
import org.agate.workflows.definition.WorkflowLibrary;
import org.agate.workflows.definition.WorkflowVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Validates workflow files that were mutated at random, and reads them as drafts are read.
///
/// `-Dagate.fuzz=1000000` chooses how many; the seed is fixed.
class WorkflowFuzzTest {

    private static final int INPUTS = Integer.getInteger("agate.fuzz", 4_000);
    private static final Path CORPUS = Path.of("corpus");
    private static final Pattern WORD = Pattern.compile("[^\\s:{},\\[\\]\"']+");
    private static final List<String> WORDS = List.of(
            "null",
            "~",
            "-1",
            "1e999",
            "NaN",
            "0x10",
            "20 °C",
            "30 rad",
            "5 µg",
            "1 min",
            "90 g",
            "true",
            "''",
            "{}",
            "[]",
            "[null]",
            "{a: {b: [c]}}",
            "*x",
            "&x",
            "!!java.io.File /",
            "${",
            "$simple{1}",
            "${body}",
            "${a.b.c}",
            "${variable.x[}",
            "kamelet:",
            "kamelet:mix?x=%",
            "robot:",
            "robot:grind",
            "a?b=c&d",
            "operator:ask",
            "|",
            ">",
            "#",
            "\t",
            "\u0000",
            "\uFFFF",
            "\uD800",
            "٣",
            "${body.x} > 3",
            "1 == 1",
            "!contains");

    @TempDir
    private Path folder;

    private final SplittableRandom random = new SplittableRandom(20261127);

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> files(Path in) {
        try (var files = Files.list(in)) {
            return files.filter(file -> file.toString().endsWith(".kamelet.yaml")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void noMutatedFileMakesAnotherAnswerThanFindings() {
        WorkflowLibrary.unpack(folder);
        var library = new HashMap<String, String>();
        Stream.of(folder, folder.resolve("kamelets"), CORPUS.resolve("good"))
                .flatMap(WorkflowFuzzTest::files)
                .forEach(file -> library.put(name(file), text(file)));
        var valid = new ArrayList<>(library.values());
        files(CORPUS.resolve("wrong")).forEach(file -> valid.add(text(file)));
        var texts = new HashMap<String, String>();
        library.forEach((name, text) -> texts.put(name + ".kamelet.yaml", text));
        var validator = new Validator(
                LabCatalog.read(CORPUS.resolve("lab.yaml"), Materials.read(folder.resolve("materials.yaml"))),
                texts,
                1);
        int found = 0;
        for (int i = 0; i < INPUTS; i++) {
            var text = mutated(valid.get(random.nextInt(valid.size())));
            try {
                var findings = validator.validate("mutated", text);
                found += findings.isEmpty() ? 0 : 1;
                findings.forEach(finding -> assertThat(finding.line()).isPositive());
                read(library, text);
            } catch (RuntimeException | Error e) {
                throw new AssertionError(text, e);
            }
        }
        assertThat(found).isBetween(INPUTS / 2, INPUTS - 1);
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(".kamelet.yaml", "");
    }

    /// As the folder of drafts is read, and as a published version is made a route.
    private static void read(Map<String, String> library, String text) {
        var all = new HashMap<>(library);
        all.put("mutated", text);
        try {
            var version = WorkflowVersion.of("mutated", all);
            version.definition();
            version.sources();
        } catch (WorkflowInvalid refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    private String mutated(String valid) {
        var text = valid;
        for (int n = random.nextInt(3); n >= 0; n--) {
            text = switch (random.nextInt(4)) {
                case 0 -> withoutOrTwice(text);
                case 1 -> indented(text);
                case 2 -> scrambled(text);
                default -> replaced(text);
            };
        }
        return text;
    }

    private String withoutOrTwice(String text) {
        var lines = new ArrayList<>(text.lines().toList());
        if (lines.isEmpty()) {
            return text;
        }
        int at = random.nextInt(lines.size());
        if (random.nextBoolean()) {
            lines.remove(at);
        } else {
            lines.add(random.nextInt(lines.size()), lines.get(at));
        }
        return String.join("\n", lines);
    }

    private String indented(String text) {
        var lines = text.split("\n", -1);
        int at = random.nextInt(lines.length);
        lines[at] = random.nextBoolean() ? "  " + lines[at] : lines[at].replaceFirst("^ {1,2}", "");
        return String.join("\n", lines);
    }

    private String scrambled(String text) {
        var signs = text.toCharArray();
        if (signs.length == 0) {
            return text;
        }
        signs[random.nextInt(signs.length)] = (char) random.nextInt(random.nextBoolean() ? 128 : 65_536);
        return new String(Arrays.copyOf(signs, random.nextInt(10) == 0 ? random.nextInt(signs.length) : signs.length));
    }

    private String replaced(String text) {
        var words = WORD.matcher(text).results().toList();
        if (words.isEmpty()) {
            return text;
        }
        var word = words.get(random.nextInt(words.size()));
        return text.substring(0, word.start()) + WORDS.get(random.nextInt(WORDS.size())) + text.substring(word.end());
    }
}
