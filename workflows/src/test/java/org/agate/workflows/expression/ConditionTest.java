package org.agate.workflows.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.agate.workflows.WorkflowInvalid;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {

    private static final Map<String, Object> VARIABLES = Map.of(
            "mill", "30 min",
            "mass", "100.0 mg",
            "answer", "yes",
            "count", "2.0 1",
            "weighed", Map.of("net_mg", 120.4, "stable", true),
            "list", List.of("CsBr", "PbBr2"));

    private static final Reference.Values VALUES = new Reference.Values() {

        @Override
        public @Nullable Object variable(String name) {
            return VARIABLES.get(name);
        }

        @Override
        public @Nullable Object body() {
            return "CsBr";
        }

        @Override
        public @Nullable Object counter(String name) {
            return 3;
        }
    };

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
                    ${variable.mill} > '100 s' ; true
                    ${variable.mill} > '100 min' ; false
                    ${variable.mill} == '1800 s' ; true
                    ${variable.mass} <= '0.1 g' ; true
                    ${variable.weighed[net_mg]} > 100 ; true
                    ${variable.weighed.net_mg} < 100 ; false
                    ${variable.weighed[stable]} ; true
                    ${variable.answer} == 'yes' ; true
                    ${variable.answer} == "no" ; false
                    ${variable.answer} =~ 'YES' ; true
                    ${variable.answer} != 'no' && ${variable.count} == 2 ; true
                    ${variable.answer} == 'no' || ${variable.count} > 1.5 ; true
                    ${variable.nobody} == null ; true
                    ${variable.answer} != null ; true
                    ${variable.list} contains 'PbBr2' ; true
                    ${variable.list[0]} == ${body} ; true
                    ${exchangeProperty.CamelLoopIndex} >= 3 ; true
                    '${variable.answer}' == 'yes' ; true
                    true ; true
                    """)
    void comparesQuantitiesBySizeAndTextsAsTexts(String condition, boolean holds) {
        assertThat(Condition.parse(condition).holds(VALUES)).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
                    ${variable.mill} > 100 ; workflow.unit.missing
                    ${variable.mill} > '100 mg' ; workflow.unit.incompatible
                    ${variable.answer} > 'no' ; workflow.type
                    ${variable.weighed[net_mgg]} > 1 ; workflow.variable.missing
                    """)
    void neverDecidesBetweenWhatCannotBeCompared(String condition, String code) {
        assertThatThrownBy(() -> Condition.parse(condition).holds(VALUES))
                .isInstanceOfSatisfying(
                        WorkflowInvalid.class, fault -> assertThat(fault.code()).isEqualTo(code));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$simple{random(1,3)} > 1",
                "${random(1,3)}",
                "${date:now:yyyy}",
                "${env:HOME} == 'x'",
                "${sys.user}",
                "$simple{properties:quarkus.datasource.password}",
                "${bean:x}",
                "${body.getClass()}",
                "${variable.weighed.getClass().forName('java.lang.Runtime')}",
                "${header.x}",
                "${exchangeId}",
                "resource:file:/etc/passwd",
                "resource:http://127.0.0.1/x",
                "${variable.${body}}"
            })
    void refusesWhatCouldGiveSomethingElseAfterARestartOrReadWhatIsNoneOfItsBusiness(String text) {
        assertThatThrownBy(() -> Template.parse(text)).isInstanceOf(WorkflowInvalid.class);
        assertThatThrownBy(() -> Condition.parse(text)).isInstanceOf(WorkflowInvalid.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${variable.mill",
                "${variable.mill > 3",
                "${variable.mill} >",
                "> 3",
                "${variable.mill} ~ 3",
                "${variable.answer} == 'yes",
                "${variable.answer} == yes",
                "",
                "${variable.answer} == 'yes' && "
            })
    void refusesWhatCannotBeRead(String text) {
        assertThatThrownBy(() -> Condition.parse(text))
                .isInstanceOf(WorkflowInvalid.class)
                .hasMessageContaining("Maybe");
    }

    @Test
    void aTextTakesValuesIn() {
        assertThat(Template.parse("grind ${variable.mill} of ${body}").in(VALUES))
                .isEqualTo("grind 30 min of CsBr");
        assertThat(Template.parse("${variable.weighed}").in(VALUES)).isEqualTo(VARIABLES.get("weighed"));
        assertThat(Template.parse("no value at all: $5").in(VALUES)).isEqualTo("no value at all: $5");
        assertThat(Template.parse("$simple{variable.answer}").in(VALUES)).isEqualTo("yes");
    }
}
