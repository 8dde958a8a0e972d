package org.agate.workflows.quantity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.agate.robot.family.DeviceFamily;
import org.agate.workflows.WorkflowInvalid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {

    @ParameterizedTest
    @CsvSource({
        "60 min, s, 3600",
        "1.5 g, mg, 1500",
        "25 Cel, K, 298.15",
        "10 K/min, K/s, 0.16666666666667",
        "5 %, 1, 0.05",
        "60 /min, /s, 1",
        "7, 1, 7",
        "-3.2e1 Cel, Cel, -32"
    })
    void convertsBetweenUnitsOfTheSameKind(String text, String unit, double expected) {
        assertThat(Quantity.parse(text).in(unit)).isCloseTo(expected, within(1e-9 * Math.max(1, Math.abs(expected))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ten min", "10 parsnips", "1.2.3 g", "NaN s"})
    void refusesWhatIsNoQuantity(String text) {
        assertThatThrownBy(() -> Quantity.parse(text))
                .isInstanceOf(WorkflowInvalid.class)
                .hasMessageContaining("Maybe");
    }

    @Test
    void refusesAnotherKindOfUnit() {
        assertThatThrownBy(() -> Quantity.parse("10 mg").in("s"))
                .isInstanceOfSatisfying(
                        WorkflowInvalid.class,
                        fault -> assertThat(fault.code()).isEqualTo("workflow.unit.incompatible"))
                .hasMessageContaining("10.0 mg");
    }

    @Test
    void aBareNumberWhereAUnitIsNeededIsRefused() {
        var grind =
                java.util.Objects.requireNonNull(DeviceFamily.GRINDER.actions().get("grind"));
        assertThatThrownBy(() -> Binding.bind("grind", grind, Map.of("force_N", "10")))
                .hasMessageContaining("has no unit")
                .hasMessageContaining("10 N");
        assertThatThrownBy(() -> Binding.bind("grind", grind, Map.of("forze_N", "10 N")))
                .hasMessageContaining("forze_N");
    }
}
