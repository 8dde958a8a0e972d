package org.agate.orchestrator.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.agate.orchestrator.event.Fact;
import org.agate.orchestrator.web.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestKeyTest {

    private static final Fact DONE = new RequestFact.Answered("other", "", List.of());

    @Test
    void withoutAKeyNothingIsKeptOfTheRequest() {
        assertThat(RequestKey.of("/runs", null, Map.of()).with(List.of(DONE), List.of("1")))
                .containsExactly(DONE);
    }

    @Test
    void withAKeyWhatItMadeIsKeptBesideTheFacts() {
        var key = RequestKey.of("/runs", "k-1", Map.of("workflow", "mix"));
        assertThat(key.with(List.of(DONE), List.of("1", "2")))
                .containsExactly(DONE, new RequestFact.Answered("/runs k-1", key.digest(), List.of("1", "2")));
    }

    @Test
    void anotherBodyHasAnotherDigestAndAnotherPathAnotherKey() {
        var key = RequestKey.of("/runs", "k-1", Map.of("workflow", "mix"));
        assertThat(RequestKey.of("/runs", "k-1", Map.of("workflow", "mix"))).isEqualTo(key);
        assertThat(RequestKey.of("/runs", "k-1", Map.of("workflow", "grind")).digest())
                .isNotEqualTo(key.digest());
        assertThat(RequestKey.of("/campaigns", "k-1", Map.of("workflow", "mix")).key())
                .isNotEqualTo(key.key());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb", "schlüssel"})
    void aKeyThatIsEmptyOrNotPrintableIsRefused(String header) {
        assertThatThrownBy(() -> RequestKey.of("/runs", header, Map.of()))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("request.key"));
        assertThatThrownBy(() -> RequestKey.of("/runs", "k".repeat(201), Map.of()))
                .isInstanceOf(Problem.class);
    }
}
