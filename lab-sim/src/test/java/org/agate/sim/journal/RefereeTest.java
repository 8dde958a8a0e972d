package org.agate.sim.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.agate.sim.journal.LabJournal.Line;
import org.agate.sim.journal.Violation.Rule;
import org.agate.sim.world.Vessel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A clean journal is clean, and each kind of violation that is planted into it is named at its line.
class RefereeTest {

    private static final UUID MOVE = new UUID(1, 1);
    private static final UUID DOSE = new UUID(1, 2);
    private static final UUID GRIND = new UUID(1, 3);
    private static final UUID CARRY = new UUID(1, 4);
    private static final UUID OPEN = new UUID(1, 5);
    private static final Vessel EMPTY = Vessel.fresh("S-1", "arm-1/rack-001").at("doser-1/balance");
    private static final Vessel DOSED = EMPTY.add("CsBr", 100);
    private static final Vessel GROUND = DOSED.at("grinder-1/mortar").treated(charge -> charge.keep(0.9));

    private static List<Happening> clean() {
        return new ArrayList<>(List.of(
                new Happening.Stocked("CsBr", 1_000),
                new Happening.Started(MOVE, "arm-1", "move", "S-1", 1),
                new Happening.Placed("S-1", "arm-1/rack-001"),
                new Happening.Moved("arm-1", "S-1", "arm-1/rack-001", "doser-1/balance"),
                new Happening.Ended(MOVE, "arm-1", "DONE"),
                new Happening.Started(DOSE, "doser-1", "dose", "S-1", 1),
                new Happening.Poured("doser-1", "CsBr", "S-1", 100, 100, 0, 900, DOSED),
                new Happening.Ended(DOSE, "doser-1", "DONE"),
                new Happening.Started(CARRY, "arm-1", "move", "S-1", 2),
                new Happening.Moved("arm-1", "S-1", "doser-1/balance", "grinder-1/mortar"),
                new Happening.Ended(CARRY, "arm-1", "DONE"),
                new Happening.Started(GRIND, "grinder-1", "grind", "S-1", 1),
                new Happening.Treated("grinder-1", "grind", "S-1", 10, 0, GROUND),
                new Happening.Ended(GRIND, "grinder-1", "DONE"),
                new Happening.Started(OPEN, "furnace-1", "openDoor", "", 1),
                new Happening.Door("furnace-1", true, 90, 100),
                new Happening.Ended(OPEN, "furnace-1", "DONE")));
    }

    private static List<Line> lines(List<Happening> happenings) {
        return happenings.stream().map(it -> new Line(Instant.EPOCH, it)).toList();
    }

    /// Breaks one rule; the line that it is found at.
    private static int plant(Rule rule, List<Happening> journal) {
        switch (rule) {
            case EXECUTED_ONCE -> journal.add(8, new Happening.Started(DOSE, "doser-1", "dose", "S-1", 2));
            case MASS_BALANCE ->
                journal.set(6, new Happening.Poured("doser-1", "CsBr", "S-1", 120, 100, 20, 900, DOSED));
            case ONE_SAMPLE_PER_SLOT -> journal.add(6, new Happening.Placed("S-2", "doser-1/balance"));
            case WHERE_IT_STANDS ->
                journal.set(3, new Happening.Moved("arm-1", "S-1", "arm-1/rack-007", "doser-1/balance"));
            case NO_MOTION_WHILE_STOPPED -> journal.add(5, new Happening.Stopped("doser-1"));
            case NO_DOOR_OPENED_HOT -> journal.set(15, new Happening.Door("furnace-1", true, 101, 100));
            case ONE_AT_A_TIME -> journal.remove(4);
            case COMMANDED -> journal.remove(5);
        }
        return switch (rule) {
            case EXECUTED_ONCE -> 9;
            case MASS_BALANCE, ONE_SAMPLE_PER_SLOT, NO_MOTION_WHILE_STOPPED -> 7;
            case WHERE_IT_STANDS -> 4;
            case NO_DOOR_OPENED_HOT -> 16;
            case ONE_AT_A_TIME -> 8;
            case COMMANDED -> 6;
        };
    }

    @Test
    void aCleanJournalIsClean() {
        var verdict = Referee.judge(lines(clean()));
        assertThat(verdict.violations()).isEmpty();
        assertThat(verdict.executions()).isEqualTo(5);
        assertThat(verdict.dosed()).isCloseTo(verdict.inSamples() + verdict.spilt(), within(1e-9));
    }

    @ParameterizedTest
    @EnumSource(Rule.class)
    void eachPlantedViolationIsNamedAtItsLine(Rule rule) {
        var journal = clean();
        int line = plant(rule, journal);
        assertThat(Referee.judge(lines(journal)).violations()).anySatisfy(violation -> {
            assertThat(violation.rule()).isEqualTo(rule);
            assertThat(violation.line()).isEqualTo(line);
        });
    }

    @Test
    void aJournalSurvivesTheDiskAndACrashInTheMiddleOfALine(@TempDir Path folder) throws IOException {
        var file = folder.resolve("journal.jsonl");
        try (var journal = LabJournal.open(file)) {
            clean().forEach(it -> journal.write(Instant.EPOCH, it));
        }
        Files.writeString(file, "{\"at\":\"1970-01-01T00", StandardOpenOption.APPEND);
        LabJournal.open(file).close();
        assertThat(Referee.judge(LabJournal.read(file)).isClean()).isTrue();
        assertThat(LabJournal.read(file)).hasSameSizeAs(clean());
    }

    @Test
    void aFileThatIsNoJournalIsNamedWithItsLine(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("notes.txt"), "not json\n");
        assertThatThrownBy(() -> LabJournal.read(file)).hasMessageContaining("notes.txt:1:");
    }
}
