package org.agate.workflows.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.agate.workflows.WorkflowInvalid;
import org.junit.jupiter.api.Test;

class PromptlyTest {

    @Test
    void itSaysHowSoonAfterWhichStep() {
        var promptly = Promptly.parse("120 s after dose-b/dose");
        assertThat(promptly.within()).isEqualTo(Duration.ofMinutes(2));
        assertThat(promptly.isAfter("dose-b/dose")).isTrue();
        assertThat(promptly.isAfter("each[2]/dose-b/dose")).isTrue();
        assertThat(promptly.isAfter("dose-b/dose/again")).isFalse();
        assertThat(promptly.isAfter("overdose-b/dose")).isFalse();
    }

    @Test
    void somethingElseIsRefusedWithAdvice() {
        assertThatThrownBy(() -> Promptly.parse("soon"))
                .isInstanceOf(WorkflowInvalid.class)
                .hasMessageContaining("(soon)")
                .hasMessageContaining("Maybe");
    }
}
