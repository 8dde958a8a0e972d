package org.agate.orchestrator.dryrun;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.agate.orchestrator.dryrun.DryRunReport.Plan;
import org.agate.orchestrator.lab.Laboratories;
import org.junit.jupiter.api.Test;

class DryRunReportTest {

    private static DryRunReport of(int samples, int places) {
        var plan = new Plan("mechanochemistry", Map.of(), samples, 7, "cspbbr3");
        return DryRunReport.of(
                plan, "v1", List.of(), Map.of("SUCCEEDED", samples), List.of(), Map.of(), places, Map.of());
    }

    @Test
    void moreSamplesThanPlacesAreSaidWithHowManyVialsMustLeave() {
        var report = of(60, 48);
        assertThat(report.takenOut()).isEqualTo(12);
        assertThat(report.summary()).contains("48 places for 60 samples", "take 12 finished ones out");
        assertThat(report.figures()).containsEntry("takenOut", 12);
    }

    @Test
    void aRackWithRoomForAllIsSaidWithoutAdvice() {
        assertThat(of(48, 48).takenOut()).isZero();
        assertThat(of(48, 48).summary()).contains("48 places for 48 samples").doesNotContain("finished ones");
    }

    @Test
    void theRackIsThatOfTheScenariosArm() {
        assertThat(Laboratories.rackPlaces("cspbbr3")).isEqualTo(400);
    }
}
