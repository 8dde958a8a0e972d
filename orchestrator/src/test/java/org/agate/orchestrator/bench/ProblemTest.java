package org.agate.orchestrator.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTest {

    /// Values that the authors of the bar give.
    @Test
    void functionsHaveTheirKnownValues() {
        assertThat(Problem.BRANIN2.value(new double[] {0.22199317109, 0.870732306177}))
                .isCloseTo(25.3906905457, within(1e-7));
        assertThat(Problem.HARTMANN6.value(new double[] {
                    0.22199317109, 0.870732306177, 0.206719155339, 0.918610907938, 0.488411188795, 0.611743862903
                }))
                .isCloseTo(-0.0112943463615, within(1e-9));
        assertThat(Problem.MIXTURE5.value(
                        new double[] {0.0439829123036, 0.358470733787, 0.0405763455593, 0.439533750625, 0.117436257725
                        }))
                .isCloseTo(-4.40373909784, within(1e-7));
        assertThat(Problem.MIXED5.value(new double[] {0.22199317109, 0.870732306177, 0.206719155339, 3, 2}))
                .isCloseTo(-0.0172380450278, within(1e-9));
        assertThat(Problem.ACKLEY5.value(
                        new double[] {0.22199317109, 0.870732306177, 0.206719155339, 0.918610907938, 0.488411188795}))
                .isCloseTo(14.9084000551, within(1e-7));
        assertThat(Problem.LEVY4.value(new double[] {0.22199317109, 0.870732306177, 0.206719155339, 0.918610907938}))
                .isCloseTo(62.1485649156, within(1e-7));
    }

    @ParameterizedTest
    @EnumSource(Problem.class)
    void aCampaignOnEachProblemRunsWithoutTheFolderAndNeverBeatsTheMinimum(Problem problem) {
        var data = BenchData.at(Path.of("no-such-folder"));
        var regret = new SyntheticRun(problem, 1, 2).run(data.starts(problem, 1), 9, List.of(9));
        assertThat(regret.observed()[9]).isGreaterThanOrEqualTo(-1e-9).isLessThanOrEqualTo(regret.observed()[5]);
    }
}
