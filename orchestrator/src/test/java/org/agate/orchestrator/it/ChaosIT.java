package org.agate.orchestrator.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A short version of what `./agate chaos` does at length.
class ChaosIT {

    @TempDir
    Path folder;

    private String chaos(String... arguments) throws Exception {
        var log = folder.resolve("chaos.log");
        try (var process = RunningProcess.agate(log, arguments)) {
            int code = process.exitCode();
            var output = Files.readString(log);
            assertThat(code).as(output).isIn(0, 1);
            // How long a start takes is for a quiet machine to say.
            assertThat(output.lines().filter(line -> line.startsWith("FAIL") && !line.contains("recovery")))
                    .as(output)
                    .isEmpty();
            return output;
        }
    }

    @Test
    void killedFourTimesEveryRunStillFinishesWithEachCommandDoneOnce() throws Exception {
        assertThat(chaos("chaos", "kill", "--samples", "2", "--kills", "4"))
                .contains("PASS  kills: 4 with SIGKILL", "PASS  all runs finish", "PASS  no person was asked");
    }

    @Test
    void dosesThatTheDosersCrashInterruptedAreCompletedAndNotRepeated() throws Exception {
        assertThat(chaos("chaos", "doser-crash", "--samples", "2"))
                .contains("PASS  it struck", "PASS  interrupted doses were completed, not repeated");
    }
}
