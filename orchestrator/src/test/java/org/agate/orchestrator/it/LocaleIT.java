package org.agate.orchestrator.it;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A laboratory whose computers count in other digits, write decimal commas and change their clocks in spring.
///
/// All tests in such places: `JAVA_TOOL_OPTIONS='-Duser.language=fa -Duser.country=IR -Duser.timezone=Europe/Berlin'
/// LC_ALL=C ./agate test`.
class LocaleIT {

    private static final String RUN = """
            {"workflow":"mix-and-photograph","by":"Ada","params":{"material_a":"CsBr",
             "material_b":"PbBr2","mass_a":"100 mg","mass_b":"0.2 g"}}
            """;

    @TempDir
    Path folder;

    private static String ran(LabUnderTest lab, String language, String country, String zone) {
        lab.with("user.language", language).with("user.country", country).with("user.timezone", zone);
        try (lab) {
            lab.start().awaitDevices(9);
            var id = lab.post("/runs", RUN).get(0).asText();
            await().atMost(Duration.ofSeconds(90))
                    .until(() -> lab.get("/runs/" + id)
                            .path("run")
                            .path("state")
                            .asText()
                            .equals("SUCCEEDED"));
            assertThat(lab.get("/events/audit").path("fault").isNull()).isTrue();
            return lab.text("/api/v1/runs/" + id) + lab.text("/api/v1/samples");
        }
    }

    @Test
    void aRunAndItsLogAreTheSameInEveryLanguageAndZone() throws Exception {
        var lab = new LabUnderTest(folder);
        for (var answer : List.of(ran(lab, "fa", "IR", "Asia/Tehran"), ran(lab, "de", "DE", "Europe/Berlin"))) {
            assertThat(answer).containsPattern("\"S-0000[12]\"");
            assertThat(digitsThatAreNotAscii(answer)).isZero();
        }
        var out = folder.resolve("verify.txt");
        var verifying = LogIT.flags(
                lab, "log", "verify", "--data", folder.resolve("data").toString());
        try (var verify = RunningProcess.agate(out, verifying)) {
            assertThat(verify.exitCode()).as(Files.readString(out)).isZero();
        }
        assertThat(Files.readString(out)).contains("intact");
        try (var kept = Files.walk(folder.resolve("data"))) {
            assertThat(kept)
                    .allMatch(file ->
                            US_ASCII.newEncoder().canEncode(file.getFileName().toString()));
        }
    }

    private static long digitsThatAreNotAscii(String text) {
        return text.chars()
                .filter(sign -> Character.isDigit(sign) && sign > '9')
                .count();
    }
}
