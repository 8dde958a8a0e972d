package org.agate.orchestrator.campaign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.agate.orchestrator.web.Problem;
import org.agate.orchestrator.web.RequestReader;
import org.junit.jupiter.api.Test;

/// Reads campaign plans that were mutated at random.
///
/// `-Dagate.fuzz=1000000` chooses how many; the seed is fixed.
class CampaignPlanFuzzTest {

    private static final int INPUTS = Integer.getInteger("agate.fuzz", 30_000);
    private static final long SEED = 20261127;
    private static final List<String> VALID = List.of("""
            {"name": "first", "kind": "CSPBBR3", "samples": 24, "seed": 7, "inFlight": 3}
            """, """
            {"name": "mixed", "kind": "MIX", "samples": 5, "seed": -1, "inFlight": 1, "target": 0.4}
            """, """
            {"name": "rows", "kind": "TABLE", "samples": 40, "seed": 1, "inFlight": 16,
             "table": {"file": "tables/a.csv", "objective": "yield", "minimize": false, "inputs": ["a", "b"]}}
            """);

    private final RequestReader reader = new RequestReader();

    @Test
    void theUnchangedPlansAreRead() throws IOException {
        for (var valid : VALID) {
            assertThat(reader.refusal(
                            valid.getBytes(UTF_8),
                            CampaignPlan.class,
                            plan -> assertThat(plan).isNotNull()))
                    .isEmpty();
        }
    }

    @Test
    void whatMayBeLeftOutHasItsUsualValueAndTheRestIsAskedFor() throws IOException {
        var shortest = "{\"name\": \"x\", \"kind\": \"CSPBBR3\", \"samples\": 5}";
        assertThat(reader.refusal(
                        shortest.getBytes(UTF_8),
                        CampaignPlan.class,
                        plan -> assertThat(plan)
                                .isEqualTo(new CampaignPlan("x", CampaignPlan.Kind.CSPBBR3, 5, 1, 1, null, null))))
                .isEmpty();
        for (var left : List.of("name", "kind", "samples")) {
            var refused = reader.refusal(
                    shortest.replace("\"" + left + "\"", "\"seed\"").getBytes(UTF_8), CampaignPlan.class, plan -> {});
            assertThat(refused).as(left).isPresent();
        }
        var without = shortest.replace(", \"samples\": 5", "");
        assertThat(reader.refusal(without.getBytes(UTF_8), CampaignPlan.class, plan -> {})
                        .map(Problem::getMessage))
                .hasValueSatisfying(message -> assertThat(message).contains("(samples)"));
    }

    @Test
    void noMutatedPlanMakesAnotherAnswerThanARefusalThatSaysWhy() throws IOException {
        int refused = reader.refusals(INPUTS, SEED, VALID, CampaignPlan.class, plan -> {});
        assertThat(refused).isBetween(INPUTS / 10, INPUTS);
    }
}
