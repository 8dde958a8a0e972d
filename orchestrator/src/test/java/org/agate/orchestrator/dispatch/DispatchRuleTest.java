package org.agate.orchestrator.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DispatchRuleTest {

    private static final DispatchRule RULE = new DispatchRule.BottleneckFirst("grinder");

    private static Candidate candidate(
            long arrival, boolean clearing, Priority priority, int ageHours, @Nullable String to, int tailMinutes) {
        return new Candidate(
                arrival, clearing, priority, Duration.ofHours(ageHours), null, to, Duration.ofMinutes(tailMinutes));
    }

    private static List<Long> served(DispatchRule rule, Candidate... candidates) {
        return Arrays.stream(candidates)
                .sorted(rule.order())
                .map(Candidate::arrival)
                .toList();
    }

    @Test
    void firstComeIsFirstServedAndNothingElse() {
        assertThat(served(
                        new DispatchRule.FirstCome(),
                        candidate(2, true, Priority.URGENT, 9, "grinder", 99),
                        candidate(1, false, Priority.LOW, 0, "xrd", 0)))
                .containsExactly(1L, 2L);
    }

    @Test
    void whatClearsTheWayGoesBeforeWhatIsUrgent() {
        assertThat(served(
                        RULE,
                        candidate(1, false, Priority.URGENT, 0, "grinder", 0),
                        candidate(2, true, Priority.LOW, 0, null, 0)))
                .containsExactly(2L, 1L);
    }

    @Test
    void twelveHoursOfAgeAreWorthOneLevelSoNobodyStarves() {
        assertThat(served(
                        RULE,
                        candidate(1, false, Priority.HIGH, 0, "mixer", 0),
                        candidate(2, false, Priority.LOW, 11, "mixer", 0),
                        candidate(3, false, Priority.LOW, 36, "mixer", 0)))
                .containsExactly(3L, 1L, 2L);
    }

    @Test
    void theBottleneckIsFedAndFreedFirstThenTheLongestWayGoes() {
        assertThat(served(
                        RULE,
                        candidate(1, false, Priority.NORMAL, 0, "mixer", 500),
                        candidate(2, false, Priority.NORMAL, 0, "grinder", 100),
                        candidate(3, false, Priority.NORMAL, 0, "grinder", 300)))
                .containsExactly(3L, 2L, 1L);
    }
}
