package org.agate.orchestrator.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.agate.robot.clock.MonotonicClock;
import org.agate.robot.wire.Site;
import org.junit.jupiter.api.Test;

class LabTimeTest {

    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
    private static final Instant FAR = Instant.parse("2031-06-01T00:00:00Z");

    private Instant wall = NOON;
    private long nanos;
    private final LabTime lab = new LabTime(() -> wall, new MonotonicClock(() -> NOON, () -> nanos));

    private void pass(long seconds) {
        wall = wall.plusSeconds(seconds);
        nanos += seconds * 1_000_000_000L;
    }

    @Test
    void inASimulatedLaboratoryItIsWhatTheLastTickSaid() {
        lab.heard(new Site.Clock("1.0", "SIM", 2000, FAR, NOON, 4));
        assertThat(lab.instant()).isEqualTo(FAR);
        pass(10);
        assertThat(lab.instant()).isEqualTo(FAR);
    }

    @Test
    void aRetainedClockDoesNotStopARealLaboratory() {
        lab.heard(new Site.Clock("1.0", "SIM", 2000, FAR, NOON, 4));
        assertThat(lab.becomesReal()).as("said once, for the alarm").isTrue();
        assertThat(lab.becomesReal()).isFalse();
        pass(10);
        assertThat(lab.instant()).isEqualTo(NOON.plusSeconds(10));
        lab.heard(new Site.Clock("1.0", "SIM", 2000, FAR.plusSeconds(99), NOON, 5));
        assertThat(lab.instant()).isEqualTo(NOON.plusSeconds(10));
        assertThat(lab.virtual()).isEmpty();
    }

    @Test
    void aTimeThatATwinLeftInTheDatabaseDoesNotStopARealLaboratory() {
        lab.resume(FAR);
        assertThat(lab.instant()).isEqualTo(FAR);
        lab.becomesReal();
        assertThat(lab.instant()).isEqualTo(NOON);
    }

    @Test
    void aWallClockThatIsSetBackDoesNotTakeLabTimeBackNorStopIt() {
        lab.becomesReal();
        pass(10);
        assertThat(lab.instant()).isEqualTo(NOON.plusSeconds(10));
        wall = wall.minusSeconds(3_600);
        assertThat(lab.instant()).isEqualTo(NOON.plusSeconds(10));
        pass(5);
        assertThat(lab.instant()).isEqualTo(NOON.plusSeconds(15));
        wall = NOON.plusSeconds(60);
        assertThat(lab.instant()).isEqualTo(NOON.plusSeconds(60));
    }
}
