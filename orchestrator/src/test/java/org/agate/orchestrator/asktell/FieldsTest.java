package org.agate.orchestrator.asktell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.agate.optimizer.space.Parameter.Continuous;
import org.agate.orchestrator.web.Problem;
import org.junit.jupiter.api.Test;

class FieldsTest {

    private final ObjectMapper json = new ObjectMapper();

    private ParameterForm parameter(String text) throws JsonProcessingException {
        return json.readValue(text.replace('\'', '"'), ParameterForm.class);
    }

    @Test
    void aFieldOfAnotherTypeIsRefusedByNameAndNotDropped() throws JsonProcessingException {
        var form = parameter("{'type':'continuous','name':'t','unit':'min','lower':1,'upper':9,'step':2}");
        assertThatThrownBy(form::parameter)
                .isInstanceOf(Problem.class)
                .hasMessageContaining("(step) is no field of a parameter of type (continuous)")
                .hasMessageContaining("[lower, unit, upper]");
        var constraint = new ConstraintForm("shared", null, null, 4.0, null, null, null, null, "t", null);
        assertThatThrownBy(constraint::constraint).hasMessageContaining("(bound) is no field of a constraint");
    }

    @Test
    void theFieldsOfTheTypeAreTakenAndNullIsNotGiven() throws JsonProcessingException {
        var form = parameter("{'type':'continuous','name':'t','unit':'min','lower':1,'upper':9,'step':null}");
        assertThat(form.parameter()).isInstanceOf(Continuous.class);
    }

    @Test
    void anUnknownTypeIsWhatIsComplainedOf() throws JsonProcessingException {
        var form = parameter("{'type':'contiguous','name':'t','lower':1,'upper':9}");
        assertThatThrownBy(form::parameter).hasMessageContaining("contiguous");
    }
}
