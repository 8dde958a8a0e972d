package org.agate.orchestrator.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.agate.orchestrator.dispatch.CircuitBreaker.Change;
import org.agate.orchestrator.dispatch.Itinerary;
import org.agate.robot.device.Recovery;
import org.junit.jupiter.api.Test;

/// What is learned from commands that are over.
class ExperienceTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final UUID RUN = new UUID(0, 1);

    private final Experience experience = new Experience();
    private int number;

    private CommandRecord command(
            String path, String family, CommandState state, String outcome, int fromMinute, int minutes) {
        return new CommandRecord(
                new UUID(1, number),
                number++,
                RUN,
                path,
                "S-1",
                family + "-1",
                "act",
                "{}",
                null,
                CommandPurpose.DO,
                Recovery.ATTACHABLE,
                state,
                outcome,
                NOON,
                NOON,
                family,
                600.0,
                NOON.plus(Duration.ofMinutes(fromMinute)),
                NOON.plus(Duration.ofMinutes(fromMinute + (long) minutes)));
    }

    private CommandRecord done(String path, String family, int fromMinute, int minutes) {
        return command(path, family, CommandState.SUCCEEDED, "{}", fromMinute, minutes);
    }

    @Test
    void aRunTellsTheWayOfTheNextOneAndWhatIsLeftOfIt() {
        assertThat(experience.itinerary("mill", "grind")).isEqualTo(Itinerary.UNKNOWN);
        experience.learn(
                "mill",
                List.of(done("dose", "doser", 0, 5), done("grind", "grinder", 20, 60), done("scan", "xrd", 90, 10)));
        var left = experience.itinerary("mill", "grind");
        assertThat(left.stops()).extracting(Itinerary.Stop::family).containsExactly("grinder", "xrd");
        assertThat(left.left()).isEqualTo(Duration.ofMinutes(80));
        assertThat(experience.itinerary("mill", "").tailBehind("grinder")).isEqualTo(Duration.ofMinutes(10));
        assertThat(experience.left("mill", "dose")).containsExactly(Duration.ofMinutes(100));
    }

    @Test
    void aCommandThatTakesFarLongerThanAllBeforeItHangs() {
        for (int i = 0; i < 10; i++) {
            experience.learn(done("grind", "grinder", 100 * i, 20));
        }
        var open = command("grind", "grinder", CommandState.RUNNING, "", 2_000, 0);
        // Twice what it said, as always; a hundredth more than the slowest, and half of the usual on top.
        assertThat(experience.expectedEnd(open)).contains(NOON.plus(Duration.ofMinutes(2_020)));
        assertThat(experience.hangsFrom(open)).contains(NOON.plus(Duration.ofMinutes(2_030)));
    }

    @Test
    void threeFailuresInARowAreAReasonToLeaveADeviceAloneAndAnEmptyHopperIsNone() {
        for (int i = 0; i < 5; i++) {
            assertThat(experience.learn(
                            command("dose", "doser", CommandState.FAILED, "{\"code\":\"HOPPER_EMPTY\"}", i, 1)))
                    .isEqualTo(Change.NONE);
        }
        experience.learn(command("grind", "grinder", CommandState.FAILED, "{\"code\":\"CAKED\"}", 0, 1));
        experience.learn(command("grind", "grinder", CommandState.FAILED, "{\"code\":\"CAKED\"}", 1, 1));
        assertThat(experience.learn(command("grind", "grinder", CommandState.FAILED, "{\"code\":\"CAKED\"}", 2, 1)))
                .isEqualTo(Change.OPENED);
        assertThat(experience.breaker().shunnedUntil("grinder-1", NOON)).isPresent();
        assertThat(experience.breaker().shunnedUntil("doser-1", NOON)).isEmpty();
    }
}
