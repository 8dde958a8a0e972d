package org.agate.orchestrator.asktell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.agate.optimizer.Suggestion;
import org.agate.orchestrator.web.Problem;
import org.agate.orchestrator.web.RequestReader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Optimizers as strangers open, ask and tell them.
class OptimizerDocumentTest {

    private static final String A = "{'type':'continuous','name':'a','lower':0,'upper':1}";
    private static final String AB = A + ",{'type':'continuous','name':'b','lower':0,'upper':1}";

    private final RequestReader reader = new RequestReader();

    private static byte[] json(String text) {
        return text.replace('\'', '"').getBytes(UTF_8);
    }

    private Problem refusal(String opening) throws IOException {
        return reader.refusal(json(opening), Opening.class, Opening::document)
                .orElseThrow(() -> new AssertionError("accepted: " + opening));
    }

    private OptimizerDocument opened(String opening) throws IOException {
        var documents = new ArrayList<OptimizerDocument>();
        var refused = reader.refusal(json(opening), Opening.class, given -> documents.add(given.document()));
        assertThat(refused).isEmpty();
        return documents.getFirst();
    }

    private static OptimizerDocument asked(OptimizerDocument document, Suggestion suggestion) {
        return document.after(
                new AskTellFact.Asked("x", document.next(), suggestion.recipe().named(), suggestion.reason()));
    }

    private static OptimizerDocument told(
            OptimizerDocument document, @Nullable Integer id, @Nullable Map<String, Object> recipe, double value) {
        return document.after(
                document.told(id, recipe, (same, made) -> new AskTellFact.Told("x", same, made, value, 0)));
    }

    @Test
    void aMisspelledFieldIsRefusedByNameAndNoConstraintIsDropped() throws IOException {
        var refused = refusal("{'goal':'MAXIMIZE','parameters':[%s],'constraint':[]}".formatted(AB));
        assertThat(refused.code()).isEqualTo("json.field.unknown");
        assertThat(refused.getMessage()).contains("(constraint)", "constraints");
    }

    @Test
    void aStepOfAContinuousParameterIsRefused() throws IOException {
        var refused = refusal("{'goal':'MAXIMIZE','parameters':[%s]}".formatted(A.replace("}", ",'step':0.1}")));
        assertThat(refused.code()).isEqualTo("space.field.unknown");
        assertThat(refused.getMessage()).contains("(step)");
    }

    @ParameterizedTest
    @CsvSource({"0.5,3.7", "3000000000,3000000100", "-3000000100,-3000000000", "1,1e300"})
    void boundsThatNoWholeNumberHasAreRefused(String lower, String upper) throws IOException {
        var refused = refusal("{'goal':'MAXIMIZE','parameters':[{'type':'whole','name':'n','lower':%s,'upper':%s}]}"
                .formatted(lower, upper));
        assertThat(refused.code()).isEqualTo("space.parameter.not-whole");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'parameters':[null]",
                "'parameters':[{'type':'mixture','name':'m','total':1,'components':[null,{'name':'b'}]}]",
                "'parameters':[{'type':'categorical','name':'s','labels':['x',null]}]",
                "'parameters':[{'type':'ordinal','name':'s','values':[1,null]}]",
                "'parameters':[{'type':'continuous','name':'a','lower':0,'upper':1}],'constraints':[null]",
                "'parameters':[{'type':'continuous','name':'a','lower':0,'upper':1}],"
                        + "'constraints':[{'type':'linear','weights':{'a':null},'relation':'AT_MOST','bound':1}]",
                "'parameters':[{'type':'continuous','name':'a','lower':0,'upper':1}],'failures':[null]",
                "'parameters':[{'type':'continuous','name':'a','lower':0,'upper':1}],'observations':[null]",
                "'parameters':[{'type':'continuous','name':'a','lower':0,'upper':1}],'failures':[{'a':null}]",
                "'parameters':[],'constraints':[{'type':'exclude','together':[{'name':'s','labels':['x',null]}]}]"
            })
    void anEmptyElementIsRefusedByTheNameOfItsList(String fields) throws IOException {
        var refused = refusal("{'goal':'MAXIMIZE',%s}".formatted(fields));
        assertThat(refused.code()).isEqualTo("json.element.empty");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'goal':'maximize','parameters':[]|goal|MAXIMIZE",
                "'goal':'MAXIMIZE','parameters':[{'type':'continuous','name':'a','lower':'0,1','upper':1}]|parameters[0].lower|number",
                "'goal':'MAXIMIZE','parameters':[{'type':'categorical','name':'a','labels':'x,y'}]|parameters[0].labels|list",
                "'goal':'MAXIMIZE','parameters':[],'constraints':[{'type':'linear','relation':'<='}]|constraints[0].relation|AT_MOST"
            })
    void aValueOfTheWrongKindIsRefusedByItsPathWithWhatIsAllowed(String fields, String path, String allowed)
            throws IOException {
        var refused = refusal("{" + fields + "}");
        assertThat(refused.code()).isEqualTo("json.value.wrong");
        assertThat(refused.getMessage()).contains("(" + path + ")", allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'goal':'MAXIMIZE','goal':'MINIMIZE'}", "{} {}", "{'seed':1.5}", "{'seed':true}", "[]"})
    void whatIsNotOneObjectWithEachKeyOnceIsRefused(String body) throws IOException {
        assertThat(refusal(body).code()).startsWith("json.");
    }

    @Test
    void aDocumentReadElsewhereGivesTheSameNextSuggestion() throws IOException {
        var document = opened("{'goal':'MAXIMIZE','initial':3,'parameters':[%s],'constraints':[]}".formatted(AB));
        for (int i = 0; i < 6; i++) {
            var next = document.optimizer().ask(document.experiments());
            document = asked(document, next);
            var recipe = next.recipe();
            document = told(document, null, recipe.named(), -Math.pow(recipe.value("a") - 0.3, 2));
        }
        var copy = opened(new ObjectMapper().writeValueAsString(document));
        assertThat(copy.observations()).hasSize(6);
        assertThat(copy.restored()).isEqualTo(document.restored());
    }

    @Test
    void aSuggestionThatIsToldByItsRecipeIsAwaitedNoLonger() throws IOException {
        var document = opened("{'goal':'MAXIMIZE','initial':3,'parameters':[%s]}".formatted(AB));
        for (int i = 0; i < 8; i++) {
            var next = document.optimizer().ask(document.experiments());
            document = told(asked(document, next), null, next.recipe().named(), i);
        }
        assertThat(document.pending()).isEmpty();
        assertThat(document.observations()).hasSize(8);
    }

    @Test
    void whatIsNotAwaitedCannotBeToldByItsNumber() throws IOException {
        var document = opened("{'goal':'MAXIMIZE','parameters':[%s]}".formatted(A));
        assertThatThrownBy(() -> told(document, 3, null, 1))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("suggestion.not-awaited"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void withoutNoiseUntriedRecipesComeBeforeRepeats(int seed) throws IOException {
        var values = Map.of("x1", 1.0, "x2", 2.0, "y1", 3.0, "y2", 2.5, "z1", 5.0, "z2", 0.0);
        var document = opened("""
                {'goal':'MAXIMIZE','initial':2,'seed':%d,'parameters':[
                 {'type':'categorical','name':'s','labels':['x','y','z']},
                 {'type':'ordinal','name':'o','values':[1,2]}]}
                """.formatted(seed));
        var tried = new ArrayList<String>();
        for (int i = 0; i < 6; i++) {
            var next = document.optimizer().ask(document.experiments());
            var recipe = next.recipe().named();
            var key = "" + recipe.get("s") + Math.round(next.recipe().value("o"));
            tried.add(key);
            document = told(asked(document, next), null, recipe, values.getOrDefault(key, 0.0));
        }
        assertThat(tried).doesNotHaveDuplicates().contains("z1");
    }

    @Test
    void sixteenAtOnceAreSixteenExperiments() throws IOException {
        var document = opened("""
                {'goal':'MAXIMIZE','initial':5,'parameters':[
                 {'type':'continuous','name':'a','lower':0,'upper':100},
                 {'type':'continuous','name':'b','lower':0,'upper':100},
                 {'type':'continuous','name':'c','lower':0,'upper':100}]}
                """);
        for (int round = 0; round < 3; round++) {
            var batch = document.optimizer().ask(document.experiments(), 16);
            for (int i = 0; i < batch.size(); i++) {
                for (int j = 0; j < i; j++) {
                    assertThat(farthest(batch.get(i), batch.get(j)))
                            .as("the members %d and %d of batch %d differ in what can be set", i, j, round)
                            .isGreaterThan(0.5);
                }
            }
            for (var next : batch) {
                var recipe = next.recipe();
                double value = -(Math.pow(recipe.value("a") - 30, 2)
                                + Math.pow(recipe.value("b") - 60, 2)
                                + Math.pow(recipe.value("c") - 50, 2))
                        / 1e4;
                document = told(asked(document, next), null, recipe.named(), value);
            }
        }
    }

    private static double farthest(Suggestion one, Suggestion other) {
        double most = 0;
        for (var name : List.of("a", "b", "c")) {
            most = Math.max(
                    most, Math.abs(one.recipe().value(name) - other.recipe().value(name)));
        }
        return most;
    }

    @Test
    void aResultWhoseSharesDoNotAddUpIsTakenWithAWord() throws IOException {
        var document = opened("""
                {'goal':'MAXIMIZE','initial':3,'parameters':[
                 {'type':'mixture','name':'m','total':100,'step':1,'components':[{'name':'A'},{'name':'B'}]},
                 {'type':'continuous','name':'T','lower':20,'upper':400}]}
                """);
        document = told(document, null, Map.of("A", 50, "B", 50, "T", 100), 2);
        document = told(document, null, Map.of("A", 0.5, "B", 0.5, "T", 200), 3);
        document = told(document, null, Map.of("A", 30, "B", 70, "T", 300), 1);
        assertThat(document.optimizer()
                        .insight(document.experiments())
                        .orElseThrow()
                        .health())
                .anySatisfy(remark -> assertThat(remark).contains("Result 2"));
    }

    @Test
    void whatWasMadeOutsideTheSpaceIsNotTheBestThatGainsAreMeasuredAgainst() throws IOException {
        var document = opened(
                "{'goal':'MAXIMIZE','initial':3,'parameters':[{'type':'continuous','name':'T','lower':20,'upper':400}]}");
        for (var result :
                List.of(Map.entry(100, 1.0), Map.entry(200, 3.0), Map.entry(250, 3.2), Map.entry(35_000, 9.2))) {
            document = told(document, null, Map.of("T", result.getKey()), result.getValue());
        }
        var best = document.optimizer().best(document.experiments()).orElseThrow();
        assertThat(best.observation().recipe().value("T")).isEqualTo(250);
        assertThat(document.optimizer()
                        .insight(document.experiments())
                        .orElseThrow()
                        .health())
                .anySatisfy(remark -> assertThat(remark).contains("Result 4"));
        assertThat(document.optimizer().ask(document.experiments()).recipe().value("T"))
                .isBetween(20.0, 400.0);
    }
}
