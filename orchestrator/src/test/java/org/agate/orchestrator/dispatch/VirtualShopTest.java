package org.agate.orchestrator.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class VirtualShopTest {

    private static double ratio(DispatchRule rule, double failures) {
        var shop = new VirtualShop(VirtualShop.jobs(60, 5), rule, new BatchRule(Duration.ofHours(4)), failures, 5);
        return shop.run() / VirtualShop.lowerBound(VirtualShop.jobs(60, 5));
    }

    @Test
    void everySampleIsMadeAndTheRuleBeatsFirstCome() {
        double ours = ratio(new DispatchRule.BottleneckFirst("grinder"), 0);
        assertThat(ours).isGreaterThan(1).isLessThan(ratio(new DispatchRule.FirstCome(), 0));
    }

    @Test
    void failuresAreDoneAgainAndCostTime() {
        var rule = new DispatchRule.BottleneckFirst("grinder");
        assertThat(ratio(rule, 0.05)).isGreaterThan(ratio(rule, 0));
    }
}
