package org.agate.robot.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.agate.robot.device.Command;
import org.agate.robot.device.DeviceError;
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
    void opensAtEveryPlaceWhereACrashCanCutTheLastWrite() throws IOException {
        var file = folder.resolve("whole");
        int kept;
        try (var ledger = new FileLedger(file, () -> NOON)) {
            ledger.write(entry(1, new DeviceEvent.Accepted()));
            kept = (int) Files.size(file);
            ledger.write(entry(
                    2,
                    new DeviceEvent.Failed(
                            DeviceError.critical("OVERFORCE", "µ ≥ 41 N, 温度 😀"), Map.of("größe", "äöü"))));
        }
        byte[] bytes = Files.readAllBytes(file);
        for (int cut = kept; cut < bytes.length; cut++) {
            var torn = folder.resolve("torn-" + cut);
            Files.write(torn, Arrays.copyOf(bytes, cut));
            try (var ledger = new FileLedger(torn, () -> NOON)) {
                assertThat(ledger.open()).as("cut after %d bytes", cut).hasSize(1);
                ledger.write(entry(3, new DeviceEvent.Accepted()));
            }
            try (var ledger = new FileLedger(torn, () -> NOON)) {
                assertThat(ledger.open()).as("cut after %d bytes", cut).hasSize(2);
            }
            Files.delete(torn);
        }
    }

    @Test
    void keepsTheEntryWhoseTextADiskHasDamaged() throws IOException {
        var file = folder.resolve("ledger");
        try (var ledger = new FileLedger(file, () -> NOON)) {
            ledger.write(entry(1, new DeviceEvent.Aborted("STOP-by-Ada")));
            ledger.write(entry(2, new DeviceEvent.Accepted()));
        }
        byte[] bytes = Files.readAllBytes(file);
        bytes[new String(bytes, StandardCharsets.ISO_8859_1).indexOf("by-Ada")] = (byte) 0xC3;
        Files.write(file, bytes);
        try (var ledger = new FileLedger(file, () -> NOON)) {
            assertThat(ledger.find(new UUID(7, 1))).isPresent();
            assertThat(ledger.find(new UUID(7, 2))).isPresent();
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
