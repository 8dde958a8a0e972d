package org.agate.orchestrator.it;

import static org.agate.orchestrator.it.LabUnderTest.count;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecondServerOnPostgresIT {

    private static final int DEVICES = 9;

    @TempDir
    private Path folder;

    @Test
    void aSecondServerOnTheSameDatabaseIsRefusedByNameAndTheFirstOneGoesOn() throws IOException, InterruptedException {
        var database = TestDatabase.Postgres.fresh();
        try (var first = new LabUnderTest(Files.createDirectories(folder.resolve("one"))).on(database)) {
            first.start().awaitDevices(DEVICES);
            var settings = new LinkedHashMap<>(database.settings());
            settings.put("agate.data", folder.resolve("two").toString());
            settings.put("quarkus.http.port", String.valueOf(RunningProcess.freePort()));
            settings.put("agate.broker", "tcp://127.0.0.1:" + first.mqttPort());
            settings.put("agate.lab.embedded", "false");
            var log = folder.resolve("second.log");
            try (var second = RunningProcess.server(settings, log)) {
                assertThat(second.exitCode()).isEqualTo(1);
            }
            assertThat(Files.readString(log))
                    .contains("another server uses this database")
                    .contains("process " + first.pid())
                    .doesNotContain("\tat ");
            assertThat(count(first.get("/devices"), "leased", "true")).isEqualTo(DEVICES);
            assertThat(count(first.get("/devices"), "presence", "ONLINE")).isEqualTo(DEVICES);
        }
    }
}
