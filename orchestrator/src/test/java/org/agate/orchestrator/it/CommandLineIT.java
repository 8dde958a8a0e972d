package org.agate.orchestrator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands as people type them.
class CommandLineIT {

    @TempDir
    Path folder;

    private record Ended(int code, String output) {}

    private Ended agate(String... arguments) throws InterruptedException, IOException {
        var log = folder.resolve("out-%d.txt".formatted(System.nanoTime()));
        try (var process = RunningProcess.agate(log, arguments)) {
            int code = process.exitCode();
            return new Ended(code, Files.readString(log));
        }
    }

    private static void isOneClearLine(Ended ended, String... parts) {
        assertThat(ended.code()).isEqualTo(2);
        var lines = ended.output()
                .lines()
                .filter(line -> !line.startsWith("WARNING"))
                .toList();
        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst()).startsWith("agate: ").contains(parts);
    }

    @Test
    void wrongFlagsAreOneClearLineAndExitTwo() throws Exception {
        isOneClearLine(agate("demo", "--bogus"), "--bogus");
        isOneClearLine(agate("demo", "--rate", "0.5"), "--rate", "0.5");
        isOneClearLine(agate("demo", "--samples", "many"), "--samples", "many");
        isOneClearLine(agate("demo", "--scenario", "moon"), "moon");
        isOneClearLine(agate("demo", "--scenario", "table"), "--table");
        isOneClearLine(agate("demo", "--scenario", "mix"), "--photos");
        isOneClearLine(agate("up", "--broker", "nonsense"), "nonsense");
        isOneClearLine(agate("up", "--broker", "ssl://localhost:1", "--tls", "no-such-folder"), "no-such-folder");
    }

    @Test
    void aBusyPortIsNamedWithWhatToDo() throws Exception {
        try (var taken = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var port = String.valueOf(taken.getLocalPort());
            isOneClearLine(agate("demo", "--http-port", port), port, "--http-port");
            isOneClearLine(agate("lab", "--mqtt-port", port), port, "--mqtt-port");
        }
    }

    @Test
    void aMalformedTableIsToldWithFileAndLine() throws Exception {
        var table = folder.resolve("bad.csv");
        Files.writeString(table, "a,b,y\n1,2,3\n1,oops,4\n");
        isOneClearLine(
                agate("demo", "--scenario", "table", "--table", table.toString(), "--objective", "y"),
                "bad.csv:3",
                "oops");
        isOneClearLine(
                agate("demo", "--scenario", "table", "--table", table.toString(), "--objective", "z"),
                "bad.csv:1",
                "(z)");
        isOneClearLine(agate("demo", "--scenario", "table", "--table", "gone.csv", "--objective", "z"), "gone.csv");
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void aTableThatAsksForWhatItAnswersOrAddsUpToNothingIsRefusedWithTheReason() throws Exception {
        var leak = file("leak.csv", "T,y\n100,5\n150,9\n200,7\n");
        isOneClearLine(
                agate("demo", "--scenario", "table", "--table", leak, "--inputs", "T,y", "--objective", "y"),
                "(y)",
                "input");
        var twice = file("twice.csv", "T,y,y\n100,5,50\n150,9,1\n");
        isOneClearLine(
                agate("demo", "--scenario", "table", "--table", twice, "--inputs", "T", "--objective", "y"),
                "(y)",
                "twice");
        var three = file("three.csv", "A,B,C,y\n50,0,50,1\n50,50,0,2\n25,25,50,3\n");
        isOneClearLine(
                agate(
                        "bench",
                        "optimizer",
                        "--pool",
                        three,
                        "--inputs",
                        "A,B,C",
                        "--mixture",
                        "A,B",
                        "--objective",
                        "y"),
                "add up");
    }

    @Test
    void aListOfCandidatesIsReadAsSpreadsheetsWriteItAndNeverWrittenOver() throws Exception {
        var rows = "temp,press,objective\n20.0,1,0.5\n40.0,2,0.7\n60.0,3,\n80.0,1,\n";
        var plain = file("plain.csv", rows);
        var marked = file("marked.csv", "\uFEFF" + rows.replaceAll("([0-9.]+)", "\"$1\""));
        var out = folder.resolve("out.csv").toString();
        assertThat(agate("propose", plain, "--out", out).code()).isZero();
        var expected = Files.readString(Path.of(out));
        assertThat(agate("propose", marked, "--out", out).code()).isZero();
        assertThat(Files.readString(Path.of(out))).isEqualTo(expected).doesNotContain("\uFEFF");
        isOneClearLine(agate("propose", plain, "--out", plain), "plain.csv");
        assertThat(Path.of(plain)).content().isEqualTo(rows);
        var foreign = folder.resolve("foreign.csv");
        Files.write(foreign, "temp,objective\n20,1\n30,\n4\u00B0,\n".getBytes(StandardCharsets.ISO_8859_1));
        isOneClearLine(agate("propose", foreign.toString()), "foreign.csv:4", "UTF-8");
    }

    @Test
    void malformedLabelsAreToldWithFileAndLine() throws Exception {
        Files.writeString(folder.resolve("labels.csv"), "file,fraction_a\nimg.jpg,0.5\n");
        isOneClearLine(agate("vision", "train", folder.toString(), "--model", "m"), "labels.csv:2", "img.jpg");
        isOneClearLine(agate("demo", "--scenario", "mix", "--photos", folder.toString()), "labels.csv:2");
    }

    @Test
    void aJournalIsVerifiedAndAPlantedViolationNamedWithItsLine() throws Exception {
        var journal = folder.resolve("journal.jsonl");
        var clean = """
                {"at":"2026-11-23T00:00:00Z","happening":{"what":"STOCKED","material":"CsBr","milligrams":100.0}}
                {"at":"2026-11-23T00:00:01Z","happening":{"what":"STARTED","commandId":"01930000-0000-7000-8000-000000000001","device":"furnace-1","action":"openDoor","sample":"","visit":1}}
                {"at":"2026-11-23T00:00:02Z","happening":{"what":"DOOR","device":"furnace-1","open":true,"celsius":90.0,"limit":100.0}}
                """;
        Files.writeString(journal, clean);
        assertThat(agate("lab", "verify", folder.toString())).satisfies(ended -> {
            assertThat(ended.code()).isZero();
            assertThat(ended.output()).contains("clean");
        });
        Files.writeString(journal, clean.replace("90.0", "300.0"));
        assertThat(agate("lab", "verify", journal.toString())).satisfies(ended -> {
            assertThat(ended.code()).isEqualTo(1);
            assertThat(ended.output()).contains("journal.jsonl:3: NO_DOOR_OPENED_HOT");
        });
        Files.writeString(journal, "not a journal\n");
        isOneClearLine(agate("lab", "verify", journal.toString()), "journal.jsonl:1");
        isOneClearLine(agate("lab", "verify", folder.resolve("gone").toString()), "gone");
    }

    @Test
    void drawnPhotographsTeachAModelAndADeviceThatIsNotThereIsNamed() throws Exception {
        var drawn = folder.resolve("drawn");
        assertThat(agate("render", "--scene", "colour", "--n", "12", "--out", drawn.toString())
                        .code())
                .isZero();
        var taught = agate("vision", "train", drawn.toString(), "--model", "drawn", "--data", folder.toString());
        assertThat(taught.code()).isZero();
        assertThat(taught.output()).contains("12 photographs of 12 heaps");
        isOneClearLine(agate("render", "--scene", "lunch", "--out", drawn.toString()), "lunch", "salt-sugar");
        isOneClearLine(agate("check-device", "--broker", "tcp://127.0.0.1:1", "--device", "grinder-1"), "127.0.0.1:1");
        isOneClearLine(agate("camera", "--broker", "tcp://127.0.0.1:1", "--source", "polaroid"), "polaroid");
        isOneClearLine(agate("lab", "--scenario", "moon-base"), "moon-base", "furnace-batch");
    }

    @Test
    void aTableOfMeasurementsIsACampaignWithoutATwin() throws Exception {
        var table = folder.resolve("good.csv");
        var text = new StringBuilder("p,q,rest,y,n_rep,sd_y\n");
        for (int p = 0; p <= 100; p += 20) {
            for (int q = 0; q <= 100 - p; q += 20) {
                double y = 10 - Math.pow((p - 60) / 20.0, 2) - Math.pow((q - 20) / 20.0, 2);
                text.append("%d,%d,%d,%s,1,0\n".formatted(p, q, 100 - p - q, y));
            }
        }
        Files.writeString(table, text);
        var json = folder.resolve("result.json");
        var ended = agate(
                "demo",
                "--scenario",
                "table",
                "--table",
                table.toString(),
                "--objective",
                "y",
                "--samples",
                "12",
                "--http-port",
                String.valueOf(RunningProcess.freePort()),
                "--mqtt-port",
                String.valueOf(RunningProcess.freePort()),
                "--data",
                folder.resolve("data").toString(),
                "--json",
                json.toString());
        assertThat(ended.code()).as(ended.output()).isZero();
        var result = new ObjectMapper().readTree(json.toFile());
        assertThat(result.path("samples").asInt()).isEqualTo(12);
        assertThat(result.path("trace")).hasSize(12);
        assertThat(result.path("best").path("truth").isNull()).isTrue();
        assertThat(result.path("best").path("inferred").asDouble()).isGreaterThan(8);
    }
}
