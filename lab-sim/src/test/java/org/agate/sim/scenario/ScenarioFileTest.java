package org.agate.sim.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.agate.sim.fault.Fault;
import org.agate.sim.fault.FaultProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioFileTest {

    @TempDir
    Path folder;

    @Test
    void everyShippedScenarioIsReadAndNamedLikeItsFile() {
        for (var name : ScenarioFile.SHIPPED) {
            assertThat(ScenarioFile.find(name).name()).isEqualTo(name);
        }
        assertThat(ScenarioFile.find("big-lab").devices()).hasSize(40);
        assertThat(ScenarioFile.find("furnace-batch").devices().get("furnace-1"))
                .satisfies(furnace -> assertThat(furnace.slots()).isEqualTo(8));
    }

    private static final String GOOD = """
            name: mine
            title: My own
            scene: salt-sugar
            devices:
              arm-1: {family: arm}
              doser-1: {family: doser}
            materials:
              salt: {stock-mg: 1000, cohesion: 0.2}
            faults:
              profile: harsh
              script:
                - {after: PT2H, device: doser-1, fault: BRIDGED}
            seed: 11
            """;

    @Test
    void aFileOfOnesOwnIsReadWithItsScript() throws IOException {
        var scenario = ScenarioFile.find(
                Files.writeString(folder.resolve("mine.yaml"), GOOD).toString());
        assertThat(scenario.scene()).isEqualTo(Scenario.Scene.SALT_SUGAR);
        assertThat(scenario.seed()).isEqualTo(11);
        var plan = scenario.faults().plan();
        assertThat(plan.probability(Fault.SLOW)).isEqualTo(0.1);
        var never = new java.util.SplittableRandom(1);
        assertThat(scenario.with(FaultProfile.NONE)
                        .faults()
                        .plan()
                        .strikes(Fault.BRIDGED, "doser-1", "S-1", Duration.ofHours(1), never))
                .isFalse();
        assertThat(scenario.with(FaultProfile.NONE)
                        .faults()
                        .plan()
                        .strikes(Fault.BRIDGED, "doser-1", "S-1", Duration.ofHours(2), never))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            family: doser     | family: dozer  | dozer
            family: arm       | family: mixer  | arm
            stock-mg          | stock          | :8:
            device: doser-1   | device: doser-9 | doser-9
            profile: harsh    | profile: hard  | hard
            fault: BRIDGED    | fault: ALIENS  | :12:
            doser-1: {        | Doser 1: {     | Doser 1
            scene: salt-sugar | scene: moon    | :3:
            """)
    void whatIsWrongIsNamedWithFileAndLine(String good, String bad, String named) throws IOException {
        var file = Files.writeString(
                folder.resolve("mine.yaml"), GOOD.replaceFirst(java.util.regex.Pattern.quote(good), bad));
        assertThatThrownBy(() -> ScenarioFile.find(file.toString()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mine.yaml:")
                .hasMessageContaining(named);
    }

    @Test
    void anUnknownNameIsAnsweredWithTheKnownOnes() {
        assertThatThrownBy(() -> ScenarioFile.find("moon-base")).hasMessageContaining("furnace-batch");
    }
}
