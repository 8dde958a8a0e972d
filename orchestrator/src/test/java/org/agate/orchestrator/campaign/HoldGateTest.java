package org.agate.orchestrator.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HoldGateTest {

    private final HoldGate gate = new HoldGate();

    @Test
    void aCampaignThatNobodyHoldsBeginsAtOnce() throws InterruptedException {
        assertThat(gate.isHeld()).isFalse();
        assertThat(gate.open()).isCompleted();
        gate.pass();
    }

    @Test
    void whoeverWaitsAtAHeldCampaignGoesOnWhenItIsResumed() throws Exception {
        gate.hold(true);
        var begun = gate.open().thenApply(open -> "begun");
        var passed = new CompletableFuture<String>();
        var waiting = Thread.ofVirtual().start(() -> {
            try {
                gate.pass();
                passed.complete("passed");
            } catch (InterruptedException e) {
                passed.completeExceptionally(e);
            }
        });
        assertThat(gate.isHeld()).isTrue();
        assertThat(begun).isNotDone();
        gate.hold(false);
        assertThat(begun).isCompletedWithValue("begun");
        assertThat(passed.get(1, TimeUnit.MINUTES)).isEqualTo("passed");
        waiting.join();
    }

    @Test
    void holdingTwiceIsEndedByOneResumeAndAHoldAfterItHoldsAgain() {
        gate.hold(true);
        var first = gate.open();
        gate.hold(true);
        assertThat(gate.open()).isSameAs(first);
        gate.hold(false);
        assertThat(gate.isHeld()).isFalse();
        gate.hold(true);
        assertThat(gate.isHeld()).isTrue();
        assertThat(gate.open()).isNotDone();
    }
}
