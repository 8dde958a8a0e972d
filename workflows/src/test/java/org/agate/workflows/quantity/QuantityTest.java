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
        "-3.2e1 Cel, Cel, -32",
        "150 \u00B0C, Cel, 150",
        "150 \u00B0C, K, 423.15",
        "200\u00A0mg, g, 0.2",
        "200000 \u00B5g, mg, 200",
        "200000 \u03BCg, mg, 200",
        "60 rpm, /min, 60",
        "90 deg, rad, 1.5707963267949",
        "100 mg\u2003, mg, 100",
        "10 Cel/min, K/min, 10",
        "10 \u00B0C/min, K/s, 0.16666666666667",
        "2 J/(g.Cel), J/(g.K), 2"
    })
    void convertsBetweenUnitsOfTheSameKind(String text, String unit, double expected) {
        assertThat(Quantity.parse(text).in(unit)).isCloseTo(expected, within(1e-9 * Math.max(1, Math.abs(expected))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ten min",
                "10 parsnips",
                "1.2.3 g",
                "NaN s",
                "150 \u00B0X",
                "1 \u03A9",
                "1 m\u0301",
                "5 \u2126",
                "1,5 mg",
                "1 ((((((((((g",
                "1 m99999999999",
                "1 \uD83D\uDE00",
                "1e999 s"
            })
    void refusesWhatIsNoQuantity(String text) {
        assertThatThrownBy(() -> Quantity.parse(text))
                .isInstanceOf(WorkflowInvalid.class)
                .hasMessageContaining("Maybe");
    }

    @ParameterizedTest
    @CsvSource({"100 deg/s, /min", "9 rad/s, /min", "9 rad/s, /s", "60 /min, deg/s", "3 gon, 1", "1 1, rad"})
    void aTurnOfAMillIsNoAngle(String text, String unit) {
        assertThatThrownBy(() -> Quantity.parse(text).in(unit))
                .isInstanceOfSatisfying(
                        WorkflowInvalid.class,
                        fault -> assertThat(fault.code()).isEqualTo("workflow.unit.incompatible"))
                .hasMessageContaining("360 deg");
    }

    @Test
    void refusesAnotherKindOfUnit() {
        assertThatThrownBy(() -> Quantity.parse("10 mg").in("s"))
                .isInstanceOfSatisfying(
                        WorkflowInvalid.class,
                        fault -> assertThat(fault.code()).isEqualTo("workflow.unit.incompatible"))
                .hasMessageContaining("10.0 mg");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Cel", "Cel2", "Cel.s", "mCel2", "mCel.Cel", "dB", "[pH]/min"})
    void aScaleWithAZeroOfItsOwnIsRefusedWhereItHasNoMeaning(String unit) {
        assertThatThrownBy(() -> new Quantity(3, unit).in("mg")).isInstanceOf(WorkflowInvalid.class);
        assertThatThrownBy(() -> new Quantity(3, "mg").in(unit)).isInstanceOf(WorkflowInvalid.class);
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
