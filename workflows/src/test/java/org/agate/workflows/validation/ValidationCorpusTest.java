package org.agate.workflows.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.agate.workflows.definition.WorkflowLibrary;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The shipped corpus: no good workflow is refused, every wrong one is, with the expected code at the expected line.
class ValidationCorpusTest {

    private static final Path CORPUS = Path.of("corpus");
    private static final Pattern EXPECTED = Pattern.compile("# expect (\\d+) (\\S+)");

    @TempDir
    static Path folder;

    private static final Map<String, String> LIBRARY = new HashMap<>();

    @BeforeAll
    static void readLibrary() {
        WorkflowLibrary.unpack(folder);
        Stream.of(folder, folder.resolve("kamelets"), CORPUS.resolve("good"))
                .flatMap(each -> files(each).stream())
                .forEach(file -> LIBRARY.put(file.getFileName().toString(), text(file)));
    }

    private static List<Path> files(Path in) {
        try (var files = Files.list(in)) {
            return files.filter(file -> file.toString().endsWith(".kamelet.yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Finding> validate(Path file) {
        var lab = LabCatalog.read(CORPUS.resolve("lab.yaml"), Materials.read(folder.resolve("materials.yaml")));
        return new Validator(lab, LIBRARY, 1).validate(file.getFileName().toString(), text(file));
    }

    static Stream<Path> good() {
        return Stream.of(folder, folder.resolve("kamelets"), CORPUS.resolve("good"))
                .flatMap(each -> files(each).stream());
    }

    static Stream<Path> wrong() {
        return files(CORPUS.resolve("wrong")).stream();
    }

    @ParameterizedTest
    @MethodSource
    void good(Path file) {
        assertThat(validate(file)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource
    void wrong(Path file) {
        var expected = EXPECTED.matcher(text(file));
        assertThat(expected.find()).isTrue();
        assertThat(validate(file)).as(file.toString()).anySatisfy(finding -> {
            assertThat(finding.code()).isEqualTo(expected.group(2));
            assertThat(finding.line()).isEqualTo(Integer.parseInt(expected.group(1)));
        });
    }

    @Test
    void theCorpusIsLargeEnoughAndHasThreeOfEachClass() {
        assertThat(files(CORPUS.resolve("good"))).hasSizeGreaterThanOrEqualTo(20);
        assertThat(files(CORPUS.resolve("wrong"))).hasSizeGreaterThanOrEqualTo(60);
        var classes = new HashMap<String, Integer>();
        wrong().forEach(file -> classes.merge(file.getFileName().toString().split("-")[0], 1, Integer::sum));
        assertThat(List.of(
                        "schema",
                        "type",
                        "unit",
                        "limit",
                        "unknown",
                        "recovery",
                        "capacity",
                        "nested",
                        "stock",
                        "meet",
                        "cap",
                        "unreachable",
                        "output",
                        "outside"))
                .allSatisfy(each ->
                        assertThat(classes.getOrDefault(each, 0)).as(each).isGreaterThanOrEqualTo(3));
    }
}
