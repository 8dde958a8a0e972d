package org.agate.orchestrator.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.agate.orchestrator.dispatch.BatchRule.Loading;
import org.junit.jupiter.api.Test;

class BatchRuleTest {

    private static final BatchRule RULE = new BatchRule(Duration.ofHours(4));

    private static Loading loading(int loaded, int atHand, int coming) {
        return new Loading(loaded, 8, atHand, coming, false, false, Duration.ofHours(1));
    }

    @Test
    void anEmptyDeviceDoesNotBeginAndAFullOneDoes() {
        assertThat(RULE.begins(loading(0, 0, 0))).isFalse();
        assertThat(RULE.begins(loading(8, 3, 9))).isTrue();
    }

    @Test
    void itWaitsForWhoIsAtHandAndForWhoComes() {
        assertThat(RULE.begins(loading(3, 1, 0))).isFalse();
        assertThat(RULE.begins(loading(3, 0, 2))).isFalse();
        assertThat(RULE.begins(loading(3, 0, 0))).isTrue();
    }

    @Test
    void itDoesNotWaitWhenAnotherCanTakeThemOrSomebodyElseNeedsIt() {
        assertThat(RULE.begins(new Loading(3, 8, 0, 2, true, false, Duration.ZERO)))
                .isTrue();
        assertThat(RULE.begins(new Loading(3, 8, 0, 2, false, true, Duration.ZERO)))
                .isTrue();
    }

    @Test
    void itsPatienceEnds() {
        assertThat(RULE.begins(new Loading(3, 8, 0, 2, false, false, Duration.ofHours(4))))
                .isTrue();
        assertThat(RULE.begins(new Loading(3, 8, 1, 2, false, false, Duration.ofHours(4))))
                .isTrue();
    }
}
