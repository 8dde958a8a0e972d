package org.agate.robot.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.agate.robot.device.Command;
import org.agate.robot.device.DeviceId;
import org.agate.robot.device.Presence;
import org.junit.jupiter.api.Test;

class PostboxTest {

    private static final DeviceId ARM = new DeviceId("arm-1");
    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
    private static final UUID COMMAND = UUID.fromString("0190c2a4-0000-7000-8000-000000000001");

    private final List<String> done = new ArrayList<>();
    private final Postbox postbox = new Postbox(new Postbox.Actions() {

        @Override
        public void publish(DeviceId device, Command command) {
            done.add("publish");
        }

        @Override
        public void raiseEpoch(DeviceId device) {
            done.add("raise");
        }

        @Override
        public void ask(DeviceId device, UUID commandId) {
            done.add("ask");
        }

        @Override
        public void unknown(DeviceId device, UUID commandId) {
            done.add("unknown");
        }
    });

    private static Command command(long epoch) {
        return new Command(COMMAND, "home", Map.of(), epoch, START, 30, null, null, null, false);
    }

    private static DeviceView view(boolean leased, Instant heard) {
        return new DeviceView(
                ARM,
                Presence.ONLINE,
                START,
                "s",
                Optional.empty(),
                Optional.empty(),
                leased,
                heard,
                Duration.ZERO,
                false,
                Map.of());
    }

    private void chase(boolean leased, Instant heard, Instant now) {
        postbox.chase(Map.of(ARM, view(leased, heard)), now);
    }

    @Test
    void aCommandThatMayStillStartIsSentAgainUnderItsId() {
        postbox.add(ARM, command(3), START);
        chase(true, START, START.plusSeconds(6));
        assertThat(done).containsExactly("publish");
    }

    @Test
    void aCommandThatNobodyAnsweredIsGivenUpOnlyWhenTheDeviceHasGrantedAnotherEpochAndListedItsCommandsSince() {
        postbox.add(ARM, command(3), START);
        var late = START.plusSeconds(31);
        chase(true, late, late);
        assertThat(done).containsExactly("raise");
        chase(false, late, late.plusSeconds(5));
        chase(true, late.plusSeconds(5), late.plusSeconds(9));
        assertThat(done).containsExactly("raise", "ask");
        chase(true, late.plusSeconds(8), late.plusSeconds(10));
        assertThat(done).containsExactly("raise", "ask", "unknown");
        assertThat(postbox.isSettled()).isTrue();
    }

    @Test
    void aCommandOfAnEarlierStartIsStaleByTheEpochOfThisOneAlready() {
        postbox.add(ARM, command(0), START);
        var late = START.plusSeconds(31);
        chase(false, START, late);
        chase(true, late.plusMillis(400), late.plusMillis(500));
        assertThat(done).containsExactly("ask");
        chase(true, late.plusMillis(700), late.plusMillis(1_500));
        assertThat(done).containsExactly("ask", "unknown");
    }
}
