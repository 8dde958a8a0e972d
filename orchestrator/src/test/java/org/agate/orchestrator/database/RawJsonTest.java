package org.agate.orchestrator.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawJsonTest {

    private record Answer(
            @JsonSerialize(using = RawJson.class) String outputs) {}

    private final ObjectMapper mapper = new ObjectMapper();

    @Test
    void aTextThatIsJsonIsWrittenAsWhatItIs() throws JsonProcessingException {
        var answer = mapper.writeValueAsString(new Answer("{\"dosed\":{\"net_mg\":12.5}}"));
        assertThat(mapper.readTree(answer).at("/outputs/dosed/net_mg").asDouble())
                .isEqualTo(12.5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void whatIsEmptyIsNull(String empty) throws JsonProcessingException {
        assertThat(mapper.writeValueAsString(new Answer(empty))).isEqualTo("{\"outputs\":null}");
    }
}
