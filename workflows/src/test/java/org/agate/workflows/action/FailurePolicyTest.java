package org.agate.workflows.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.agate.workflows.WorkflowInvalid;
import org.agate.workflows.action.FailurePolicy.Remedy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailurePolicyTest {

    @Test
    void remediesFollowInTheOrderWrittenWithGrowingPauses() {
        var policy = FailurePolicy.parse("retry 2 after 30 s x 3, alternative, ask");
        assertThat(policy.after(1)).isEqualTo(new Remedy.Retry(2, Duration.ofSeconds(30), 3));
        assertThat(policy.after(2)).isEqualTo(new Remedy.Retry(2, Duration.ofSeconds(90), 3));
        assertThat(policy.after(3)).isEqualTo(new Remedy.Alternative());
        assertThat(policy.after(4)).isEqualTo(new Remedy.Ask());
        assertThat(policy.after(9)).isEqualTo(new Remedy.Ask());
    }

    @Test
    void whatIsWrittenIsReadAsTheSame() {
        var policy = FailurePolicy.parse("retry 2 after 1.5 min x 3, recover tidy, alternative, skip, ask, fail");
        assertThat(FailurePolicy.parse(policy.written())).isEqualTo(policy);
        assertThat(FailurePolicy.parse(FailurePolicy.FAIL.written()).after(1)).isEqualTo(new Remedy.Fail());
    }

    @Test
    void aRecoveryIsDueOncePerFailureThatAsksForIt() {
        var policy = FailurePolicy.parse("recover tidy, retry 1, recover scrub, fail");
        assertThat(policy.recoveries()).containsExactly("tidy", "scrub");
        assertThat(policy.recoveriesBefore(1)).isZero();
        assertThat(policy.recoveriesBefore(2)).isEqualTo(1);
        assertThat(policy.after(3)).isEqualTo(new Remedy.Recover("scrub"));
        assertThat(policy.recoveriesBefore(3)).isEqualTo(1);
    }

    @Test
    void withoutARemedyLeftTheStepFails() {
        assertThat(FailurePolicy.FAIL.after(1)).isEqualTo(new Remedy.Fail());
        assertThat(FailurePolicy.parse("retry 1").after(2)).isEqualTo(new Remedy.Fail());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "retry", "retry 0", "retry 3 after 5 mg", "retry 3 after soon", "pray", "ask; fail"})
    void whatIsNoRemedyIsRefused(String text) {
        assertThatThrownBy(() -> FailurePolicy.parse(text)).isInstanceOf(WorkflowInvalid.class);
    }
}
