package org.agate.orchestrator.asktell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.agate.orchestrator.web.RequestReader;
import org.junit.jupiter.api.Test;

/// Opens optimizers with documents that were mutated at random, and asks those that open.
///
/// `-Dagate.fuzz=1000000` chooses how many; the seed is fixed. Every two-hundredth that opens is asked, which takes a
/// hundred times as long as the rest.
class OpeningFuzzTest {

    private static final int INPUTS = Integer.getInteger("agate.fuzz", 10_000);
    private static final int ASKED = 200;
    private static final long SEED = 20261127;
    private static final List<String> VALID = List.of("""
            {"parameters": [
               {"type": "continuous", "name": "temperature", "unit": "Cel", "lower": 20, "upper": 400},
               {"type": "whole", "name": "cycles", "lower": 1, "upper": 6},
               {"type": "ordinal", "name": "ball", "unit": "mm", "values": [2, 5, 10]},
               {"type": "categorical", "name": "salt", "labels": ["LiCl", "NaCl", "KCl"],
                "descriptors": {"LiCl": [0.76], "NaCl": [1.02], "KCl": [1.38]}}],
             "constraints": [
               {"type": "linear", "weights": {"temperature": 1, "cycles": 10}, "relation": "AT_MOST", "bound": 420},
               {"type": "exclude", "together": [{"name": "salt", "labels": ["KCl"]},
                                                {"name": "temperature", "lower": 350}]},
               {"type": "requires", "when": {"name": "salt", "labels": ["LiCl"]},
                "then": {"name": "ball", "upper": 5}}],
             "goal": "MAXIMIZE", "initial": 3, "seed": 4}
            """, """
            {"parameters": [{"type": "mixture", "name": "powders", "unit": "mg", "total": 200, "step": 5, "most": 3,
               "components": [{"name": "CsBr", "upper": 150}, {"name": "PbBr2", "lower": 20}, {"name": "MgO"}]}],
             "constraints": [{"type": "stock", "parameter": "MgO", "amount": 900}],
             "target": 0.4, "initial": 2}
            """, """
            {"version": 1, "parameters": [{"type": "continuous", "name": "x", "unit": "1", "lower": 0, "upper": 1},
                                          {"type": "continuous", "name": "y", "unit": "1", "lower": -3, "upper": 3}],
             "constraints": [], "aim": {"type": "range", "low": 2, "high": 3}, "initial": 2, "seed": 9,
             "observations": [{"id": 0, "recipe": {"x": 0.2, "y": 1}, "value": 2.5, "standardDeviation": 0.1},
                              {"recipe": {"x": 0.9, "y": -1}, "value": 0.5, "standardDeviation": 0},
                              {"recipe": {"x": 0.4, "y": 2}, "value": 1.5, "standardDeviation": 0}],
             "failures": [{"x": 1, "y": 3}], "pending": [{"id": 4, "recipe": {"x": 0.5, "y": 0}}],
             "vetoed": [{"x": 0, "y": 0}], "next": 5}
            """);

    private final RequestReader reader = new RequestReader();
    private int opened;

    private void open(Opening opening) {
        var document = opening.document();
        if (++opened % ASKED == 0) {
            // What opens can be asked, also when it says that nothing is left to be suggested.
            document.optimizer().ask(document.experiments(), 2);
        }
    }

    @Test
    void theUnchangedDocumentsOpenAndSuggest() throws IOException {
        for (var valid : VALID) {
            assertThat(reader.refusal(valid.getBytes(UTF_8), Opening.class, opening -> {
                        var document = opening.document();
                        assertThat(document.optimizer().ask(document.experiments(), 2))
                                .hasSize(2);
                    }))
                    .as(valid)
                    .isEmpty();
        }
    }

    @Test
    void noMutatedDocumentMakesAnotherAnswerThanARefusalThatSaysWhy() throws IOException {
        int refused = reader.refusals(INPUTS, SEED, VALID, Opening.class, this::open);
        assertThat(refused).isBetween(INPUTS / 10, INPUTS);
        assertThat(opened).isGreaterThan(INPUTS / 100);
    }
}
