package org.agate.orchestrator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The event log as proof: its seals, and the tables made again from it, wherever it was written.
///
/// All tests in such places: `LC_ALL=C JAVA_TOOL_OPTIONS='-Duser.language=fa -Duser.country=IR
/// -Duser.timezone=Europe/Berlin' ./agate test`.
class LogIT {

    @TempDir
    Path folder;

    private Path data() {
        return folder.resolve("data");
    }

    private String agate(int code, String... arguments) throws Exception {
        var log = folder.resolve("agate.log");
        Files.deleteIfExists(log);
        try (var process = RunningProcess.agate(log, arguments)) {
            assertThat(process.exitCode()).as(Files.readString(log)).isEqualTo(code);
            return Files.readString(log);
        }
    }

    private void tamper(LabUnderTest lab, String sql) throws Exception {
        try (var connection = lab.database().connect();
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    /// A laboratory whose computers count in other digits; what it kept is read by one that does not.
    LabUnderTest lab() {
        return in(new LabUnderTest(folder), "fa", "IR", "Asia/Tehran");
    }

    static LabUnderTest in(LabUnderTest lab, String language, String country, String zone) {
        return lab.with("user.language", language).with("user.country", country).with("user.timezone", zone);
    }

    /// Flags that name the database.
    private static String[] flags(LabUnderTest lab, String... command) {
        return lab.database() instanceof TestDatabase.Postgres(var url)
                ? java.util.stream.Stream.concat(
                                java.util.Arrays.stream(command), java.util.stream.Stream.of("--database", url))
                        .toArray(String[]::new)
                : command;
    }

    @Test
    void everyChangeOfTheLogIsFoundAndItsTablesAreMadeAgainAsTheyWere() throws Exception {
        var lab = lab();
        String run;
        try (lab) {
            lab.start().awaitDevices(9);
            var id = lab.post(
                            "/runs",
                            "{\"workflow\":\"mix-and-photograph\",\"by\":\"Ada\",\"params\":{\"material_a\":\"CsBr\","
                                    + "\"material_b\":\"PbBr2\",\"mass_a\":\"100 mg\",\"mass_b\":\"0.2 g\"}}")
                    .get(0)
                    .asText();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> lab.get("/runs/" + id)
                            .path("run")
                            .path("state")
                            .asText()
                            .equals("SUCCEEDED"));
            run = id;
            var said = lab.text("/api/v1/runs/" + id) + lab.text("/api/v1/samples");
            assertThat(said).contains("S-00001");
            assertThat(said.chars().filter(sign -> Character.isDigit(sign) && sign > '9'))
                    .isEmpty();
            assertThat(lab.get("/events/audit").path("fault").isNull()).isTrue();
        }
        var data = data().toString();
        assertThat(agate(0, flags(lab, "log", "verify", "--data", data))).contains("intact");
        assertThat(agate(0, flags(lab, "replay", run, "--data", data)))
                .contains("doser-1 dose", "same", " 0 different");
        assertThat(agate(0, flags(lab, "log", "rebuild", "--data", data)))
                .contains("as before")
                .doesNotContain("NOT");
        tamper(lab, "update event set text = text || '!' where id = 20");
        assertThat(agate(1, flags(lab, "log", "verify", "--data", data)))
                .contains("19 entries in order", "BROKEN: entry 20");
        tamper(lab, "update event set text = trim(trailing '!' from text) where id = 20");
        assertThat(agate(0, flags(lab, "log", "verify", "--data", data))).contains("intact");
        tamper(lab, "update run set state = 'FAILED'");
        assertThat(agate(1, flags(lab, "log", "rebuild", "--data", data))).contains("NOT as before: [run]");
        assertThat(agate(0, flags(lab, "log", "rebuild", "--data", data)))
                .contains("as before")
                .doesNotContain("NOT");
        tamper(lab, "delete from event where id > 40");
        assertThat(agate(1, flags(lab, "log", "verify", "--data", data))).contains("its end was cut off");
        assertThat(agate(2, "log", "verify", "--data", folder.resolve("nowhere").toString()))
                .contains("there is no database");
    }
}
