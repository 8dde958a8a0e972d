package org.agate.robot.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.agate.robot.device.Command;
import org.agate.robot.device.DeviceEvent;
import org.agate.robot.sdk.DeviceLedger.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLedgerTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    Path folder;

    private static Entry entry(int number, DeviceEvent event) {
        var command = new Command(
                new UUID(7, number), "grind", Map.of("force_N", 10.5), 1, NOON, 30, null, "S-1", null, false);
        return new Entry(command, event, NOON);
    }

    @Test
    void remembersWhatWasWrittenAfterARestart() {
        var file = folder.resolve("ledger");
        try (var ledger = new FileLedger(file, () -> NOON)) {
            ledger.write(entry(1, new DeviceEvent.Accepted()));
            ledger.write(entry(1, new DeviceEvent.Succeeded(Map.of("rotations", 60))));
            ledger.write(entry(2, new DeviceEvent.Running("GRINDING", 0.4, 100)));
            ledger.raiseEpoch(17);
            ledger.latchStop(true);
        }
        try (var ledger = new FileLedger(file, () -> NOON)) {
            assertThat(ledger.find(new UUID(7, 1)))
                    .contains(entry(1, new DeviceEvent.Succeeded(Map.of("rotations", 60))));
            assertThat(ledger.open()).containsExactly(entry(2, new DeviceEvent.Running("GRINDING", 0.4, 100)));
            assertThat(ledger.recent(16)).hasSize(1);
            assertThat(ledger.epoch()).isEqualTo(17);
            assertThat(ledger.stopped()).isTrue();
        }
    }

    @Test
    void livesWithALineThatACrashCutOff() throws IOException {
        var file = folder.resolve("ledger");
        try (var ledger = new FileLedger(file, () -> NOON)) {
            ledger.write(entry(1, new DeviceEvent.Accepted()));
        }
        Files.writeString(file, "{\"entry\":{\"comm", StandardOpenOption.APPEND);
        try (var ledger = new FileLedger(file, () -> NOON)) {
            assertThat(ledger.open()).hasSize(1);
            ledger.write(entry(2, new DeviceEvent.Accepted()));
        }
        try (var ledger = new FileLedger(file, () -> NOON)) {
            assertThat(ledger.open()).hasSize(2);
        }
    }

    @Test
    void anInterruptOfTheWritingThreadClosesNothing() {
        try (var ledger = new FileLedger(folder.resolve("ledger"), () -> NOON)) {
            Thread.currentThread().interrupt();
            ledger.raiseEpoch(3);
            assertThat(Thread.interrupted()).isTrue();
            ledger.raiseEpoch(4);
        }
        try (var ledger = new FileLedger(folder.resolve("ledger"), () -> NOON)) {
            assertThat(ledger.epoch()).isEqualTo(4);
        }
    }
}
