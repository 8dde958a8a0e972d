package org.agate.vision.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvFileTest {

    private static final int INPUTS = Integer.getInteger("agate.fuzz", 5_000);
    private static final String PLAIN = "temp,press,note\n20.0,1,a\n40.0,2,\"b, c\"\n";

    @TempDir
    private Path folder;

    private CsvFile read(byte[] bytes) throws IOException {
        return CsvFile.read(Files.write(folder.resolve("t.csv"), bytes));
    }

    private CsvFile read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    static Stream<byte[]> sameTable() {
        return Stream.of(
                PLAIN.getBytes(StandardCharsets.UTF_8),
                ("\uFEFF" + PLAIN).getBytes(StandardCharsets.UTF_8),
                ("\uFEFF" + PLAIN).getBytes(StandardCharsets.UTF_16LE),
                ("\uFEFF" + PLAIN).getBytes(StandardCharsets.UTF_16BE),
                PLAIN.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8),
                (PLAIN + "\n\n , ,\n").getBytes(StandardCharsets.UTF_8),
                "\"temp\",\"press\",\"note\"\n\"20.0\",\"1\",\"a\"\n\"40.0\",\"2\",\"b, c\""
                        .getBytes(StandardCharsets.UTF_8),
                "temp;press;note\n20.0;1;a\n40.0;2;b, c\n".getBytes(StandardCharsets.UTF_8),
                "temp\tpress\tnote\n20.0\t1\ta\n40.0\t2\tb, c\n".getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("sameTable")
    void aTableIsTheSameHoweverAProgramHasWrittenIt(byte[] bytes) throws IOException {
        var table = read(bytes);
        assertThat(table.header()).containsExactly("temp", "press", "note");
        assertThat(table.rows())
                .extracting(CsvFile.Row::cells)
                .containsExactly(List.of("20.0", "1", "a"), List.of("40.0", "2", "b, c"));
        assertThat(table.rows()).extracting(CsvFile.Row::line).containsExactly(2, 3);
    }

    @Test
    void decimalCommasAreNumbersWhereTheSeparatorIsAnother() throws IOException {
        var table = read("temp;press\n20,5;1\n");
        assertThat(table.number(table.rows().getFirst().cells().getFirst())).isEqualTo(20.5);
        assertThatThrownBy(() -> read("a,b\n1,2\n").number("1,5")).isInstanceOf(NumberFormatException.class);
    }

    @Test
    void aFileOfAnotherEncodingIsToldWithTheLineOfItsFirstForeignByte() throws IOException {
        assertThatThrownBy(() -> read("a,b\n1,2\n3,4\n\u00B5,5\n".getBytes(Charset.forName("ISO-8859-1"))))
                .isInstanceOfSatisfying(
                        CsvFile.Malformed.class,
                        fault -> assertThat(fault.line()).isEqualTo(4))
                .hasMessageContaining("UTF-8");
    }

    @Test
    void aMissingFileIsCalledMissing() {
        assertThatThrownBy(() -> CsvFile.read(folder.resolve("nowhere.csv")))
                .isInstanceOf(CsvFile.Malformed.class)
                .hasMessageContaining("no such file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "a,a\n1,2\n", "a,b\n1\n", "a,b\n1,2,3\n", "a,b\n\"1,2\n"})
    void whatIsNoTableIsRefused(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(CsvFile.Malformed.class);
    }

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        var cells = List.of("plain", "with, comma", "with \"quotes\"", "two\nlines");
        var table = read("a,b,c,d\n" + CsvFile.line(cells.stream()) + "\n");
        assertThat(table.rows().getFirst().cells()).isEqualTo(cells);
    }

    @Test
    void noMutatedTableMakesAnotherExceptionThanMalformed() throws IOException {
        var random = new SplittableRandom(20261127);
        var seeds = sameTable().toList();
        for (int i = 0; i < INPUTS; i++) {
            byte[] bytes = seeds.get(random.nextInt(seeds.size())).clone();
            for (int n = random.nextInt(5); n >= 0; n--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                read(bytes);
            } catch (CsvFile.Malformed e) {
                assertThat(e.line()).isPositive();
            }
        }
    }
}
