package org.agate.orchestrator.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agate.orchestrator.device.LeaseNews.Entry;
import org.agate.robot.controller.DeviceView;
import org.agate.robot.device.DeviceId;
import org.agate.robot.device.DeviceState.Lease;
import org.agate.robot.device.Presence;
import org.agate.robot.testing.DeviceStates;
import org.junit.jupiter.api.Test;

class LeaseNewsTest {

    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final String US = "main-1a2b";

    private final LeaseNews news = new LeaseNews(() -> NOW);

    private static DeviceView leasedTo(String holder, Instant until) {
        var state = DeviceStates.idle(new Lease(holder, 7, until));
        return new DeviceView(
                new DeviceId("mill-1"),
                Presence.ONLINE,
                NOW,
                "s",
                Optional.empty(),
                Optional.of(state),
                holder.equals(US),
                NOW,
                Duration.ZERO,
                false,
                Map.of());
    }

    private List<String> told(DeviceView... views) {
        return java.util.Arrays.stream(views)
                .map(view -> news.of(view, US))
                .flatMap(Optional::stream)
                .map(Entry::kind)
                .toList();
    }

    @Test
    void aLeaseThatAnotherTookIsToldOnceAndOnceThatItIsBack() {
        var ours = leasedTo(US, NOW.plusSeconds(30));
        var theirs = leasedTo("tablet", NOW.plusSeconds(30));
        assertThat(told(ours, theirs, theirs, ours, ours)).containsExactly("device.lease-taken", "device.lease-back");
    }

    @Test
    void aLeaseThatNobodyHasAnyMoreIsNoNews() {
        assertThat(told(leasedTo("", NOW), leasedTo("tablet", NOW.minusSeconds(1)), leasedTo(US, NOW.plusSeconds(30))))
                .isEmpty();
    }
}
