package org.agate.robot.controller;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.agate.robot.broker.Broker;
import org.agate.robot.device.DeviceEvent;
import org.agate.robot.device.DeviceId;
import org.agate.robot.device.DeviceState;
import org.agate.robot.device.Presence;
import org.agate.robot.family.DeviceFamily;
import org.agate.robot.mqtt.Outgoing;
import org.agate.robot.testing.DeviceStates;
import org.agate.robot.wire.Header;
import org.agate.robot.wire.Site;
import org.agate.robot.wire.Topics;
import org.agate.robot.wire.Topics.Channel;
import org.agate.robot.wire.WireCodec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ControllerLinkTest {

    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
    private static final DeviceId MILL = new DeviceId("mill-1");
    private static final DeviceId BAD = new DeviceId("bad-1");

    private final InProcessBroker broker = new InProcessBroker();
    private final WireCodec codec = new WireCodec();
    private final Topics topics = Topics.usual();
    private final List<String> told = new ArrayList<>();
    private Instant wall = NOON;
    private Instant monotonic = NOON;
    private final ControllerLink link = link("main-1111");
    private int seq;

    private ControllerLink link(String holder) {
        return new ControllerLink(
                new ControllerSetup(
                        "main",
                        holder,
                        new Broker("tcp://127.0.0.1:1", null),
                        "http://here/files",
                        6_000_000,
                        () -> wall,
                        () -> monotonic),
                new Ear(),
                broker.opener());
    }

    private final class Ear implements ControllerListener {

        @Override
        public void changed(DeviceView device) {}

        @Override
        public void reported(DeviceId device, UUID commandId, DeviceEvent event) {
            told.add("%s %s".formatted(device, event.state()));
        }

        @Override
        public void unknown(DeviceId device, UUID commandId) {
            told.add(device + " unknown");
        }

        @Override
        public void clock(Site.Clock clock) {}

        @Override
        public void rival(@Nullable String other) {
            told.add("rival " + other);
        }
    }

    private void pass(Duration time) {
        wall = wall.plus(time);
        monotonic = monotonic.plus(time);
    }

    private void settle() {
        broker.deliverAll();
        link.tick();
        broker.deliverAll();
    }

    private Header header(DeviceId device) {
        return new Header("1.0", device, "s1", ++seq, wall);
    }

    private void online(DeviceId device) {
        say(
                device,
                Channel.FACTSHEET,
                codec.factsheet(
                        header(device), DeviceFamily.GRINDER.factsheet("x", "y", "z", true, List.of("mortar"))));
        say(device, Channel.CONNECTION, codec.connection(header(device), Presence.ONLINE));
        state(device, "", 0);
    }

    private void state(DeviceId device, String holder, long epoch) {
        say(device, Channel.STATE, codec.state(header(device), idle(holder, epoch)));
    }

    private DeviceState idle(String holder, long epoch) {
        var until = holder.isEmpty() ? Instant.EPOCH : wall.plusSeconds(30);
        return DeviceStates.idle(new DeviceState.Lease(holder, epoch, until));
    }

    private void say(DeviceId device, Channel channel, byte[] payload) {
        broker.publish(Outgoing.retained(topics.of(device, channel), payload));
    }

    private DeviceView view(DeviceId device) {
        return link.devices().stream()
                .filter(view -> view.device().equals(device))
                .findFirst()
                .orElseThrow();
    }

    private void connectWith(DeviceId... devices) {
        link.connect();
        for (var device : devices) {
            online(device);
        }
        pass(Duration.ofMillis(500));
        settle();
        for (var device : devices) {
            state(device, "main-1111", 6_000_000);
        }
        settle();
    }

    private Optional<Site.Controller> inCharge() {
        return Optional.ofNullable(broker.retained().get(topics.controller()))
                .map(payload -> codec.readSite(payload, Site.Controller.class));
    }

    @Test
    void aMessageThatCannotBeReadLeavesOnlyItsOwnDeviceAlone() {
        connectWith(MILL, BAD);
        assertThat(view(BAD).ready()).isTrue();
        say(
                BAD,
                Channel.STATE,
                ("{\"v\":\"1.0\",\"dev\":\"bad-1\",\"session\":\"s1\",\"seq\":9,\"ts\":\"2030-01-01T12:00:00Z\","
                                + "\"mode\":\"AUTOMATIC\",\"device\":\"IDLE\",\"stop\":false,\"lease\":{\"holder\":\"\",\"epoch\":0},"
                                + "\"active\":[],\"recent\":[\"0193\"]}")
                        .getBytes(UTF_8));
        settle();
        assertThat(view(BAD).ready()).isFalse();
        assertThat(view(BAD).complaints().get(Channel.STATE)).contains("$.recent[0] (\"0193\")");
        assertThat(view(MILL).ready()).isTrue();
        state(BAD, "main-1111", 6_000_000);
        settle();
        assertThat(view(BAD).ready()).isTrue();
    }

    @Test
    void aDeviceThatSaysNothingForTwentySecondsIsOutOfContactUntilItSpeaks() {
        connectWith(MILL, BAD);
        for (int i = 0; i < 5; i++) {
            pass(Duration.ofSeconds(4));
            state(MILL, "main-1111", 6_000_000);
            settle();
        }
        pass(Duration.ofSeconds(1));
        settle();
        assertThat(view(BAD).presence()).isEqualTo(Presence.LOST);
        assertThat(view(BAD).silent()).isTrue();
        assertThat(view(MILL).presence()).isEqualTo(Presence.ONLINE);
        state(BAD, "main-1111", 6_000_000);
        settle();
        assertThat(view(BAD).presence()).isEqualTo(Presence.ONLINE);
    }

    @Test
    void afterAPauseOfThisProcessNoDeviceIsTakenForSilent() {
        connectWith(MILL);
        pass(Duration.ofMinutes(10));
        settle();
        assertThat(view(MILL).presence()).isEqualTo(Presence.ONLINE);
    }

    @Test
    void theWallClockMayBeSetBackAnHourAndLeasesAreRenewedAllTheSame() {
        connectWith(MILL);
        wall = wall.minusSeconds(3_600);
        int before = leaseWishes();
        for (int i = 0; i < 12; i++) {
            monotonic = monotonic.plusSeconds(4);
            wall = wall.plusSeconds(4);
            state(MILL, "main-1111", 6_000_000);
            settle();
            assertThat(view(MILL).leased()).as("after %d s", 4 * (i + 1)).isTrue();
        }
        assertThat(leaseWishes()).isGreaterThan(before + 2);
    }

    @Test
    void aStopIsKnownHereBeforeAnyDeviceHearsOfItAndUntilItIsReleased() {
        connectWith(MILL);
        assertThat(link.isStopped()).isFalse();
        link.stop(true, "Ada", "smoke");
        assertThat(link.isStopped()).isTrue();
        settle();
        link.stop(false, "Ada", "it was steam");
        assertThat(link.isStopped()).isFalse();
    }

    @Test
    void aDeviceWhoseClockIsFarAheadGetsNoCommandUntilOneOfTheClocksIsSet() {
        connectWith(MILL);
        wall = wall.minusSeconds(3_600);
        var right = wall.plusSeconds(3_600);
        var behind = wall;
        wall = right;
        var said = codec.state(header(MILL), idle("main-1111", 6_000_000));
        wall = behind;
        say(MILL, Channel.STATE, said);
        settle();
        assertThat(view(MILL).ready()).isFalse();
        assertThat(view(MILL).isAhead()).isTrue();
        wall = right;
        state(MILL, "main-1111", 6_000_000);
        settle();
        assertThat(view(MILL).ready()).isTrue();
    }

    private int leaseWishes() {
        return (int) broker.published().stream()
                .filter(outgoing -> outgoing.topic().endsWith("mill-1/instant"))
                .filter(outgoing -> new String(outgoing.payload(), UTF_8).contains("\"lease\""))
                .count();
    }

    @Test
    void anUnansweredCommandIsResentAlthoughTheWallClockWasSetBack() {
        connectWith(MILL);
        link.post(MILL, new UUID(1, 1), "grind", Map.of(), "S-1");
        wall = wall.minusSeconds(3_600);
        monotonic = monotonic.plusSeconds(6);
        settle();
        assertThat(broker.published().stream()
                        .filter(outgoing -> outgoing.topic().endsWith("mill-1/cmd")))
                .hasSize(2);
    }

    @Test
    void aControllerThatFindsAnotherOneInChargeSaysAndSendsNothing() {
        broker.publish(Outgoing.retained(
                topics.controller(),
                codec.site(new Site.Controller("1.0", "main-2222", Presence.ONLINE, 3, "http://there", NOON))));
        connectWith(MILL);
        pass(Duration.ofSeconds(2));
        settle();
        assertThat(inCharge().orElseThrow().id()).isEqualTo("main-2222");
        assertThat(leaseWishes()).isZero();
        assertThat(told).containsExactly("rival main-2222");
        link.close();
        assertThat(inCharge().orElseThrow().state()).isEqualTo(Presence.ONLINE);
    }

    @Test
    void aControllerTakesOverWhenTheOtherOneHasLeft() {
        broker.publish(Outgoing.retained(
                topics.controller(),
                codec.site(new Site.Controller("1.0", "main-2222", Presence.ONLINE, 3, "http://there", NOON))));
        connectWith(MILL);
        broker.publish(Outgoing.retained(
                topics.controller(),
                codec.site(new Site.Controller("1.0", "main-2222", Presence.LOST, 3, "http://there", NOON))));
        settle();
        assertThat(inCharge().orElseThrow().id()).isEqualTo("main-1111");
        assertThat(leaseWishes()).isPositive();
        assertThat(told).containsExactly("rival main-2222", "rival null");
    }

    @Test
    void theLastWordOfAControllerThatDiedWithItsBrokerIsBelievedForHalfAMinute() {
        broker.publish(Outgoing.retained(
                topics.controller(),
                codec.site(new Site.Controller("1.0", "main-2222", Presence.ONLINE, 3, "http://there", NOON))));
        connectWith(MILL);
        for (int second = 0; second < 30; second++) {
            pass(Duration.ofSeconds(1));
            settle();
        }
        assertThat(leaseWishes()).isZero();
        for (int second = 0; second < 10; second++) {
            pass(Duration.ofSeconds(1));
            settle();
        }
        assertThat(inCharge().orElseThrow().id()).isEqualTo("main-1111");
        assertThat(link.isInCharge()).isTrue();
        assertThat(told).containsExactly("rival main-2222", "rival null");
    }

    @Test
    void aControllerThatRenewsItsWordStaysInCharge() {
        var second = link("main-3333");
        link.connect();
        second.connect();
        for (int i = 0; i < 90; i++) {
            pass(Duration.ofSeconds(1));
            settle();
            second.tick();
            broker.deliverAll();
        }
        assertThat(link.isInCharge()).isTrue();
        assertThat(second.isInCharge()).isFalse();
    }

    @Test
    void ofTwoThatStartAtTheSameMomentExactlyOneIsInCharge() {
        var second = link("main-3333");
        link.connect();
        second.connect();
        pass(Duration.ofSeconds(1));
        for (int i = 0; i < 4; i++) {
            link.tick();
            second.tick();
            broker.deliverAll();
        }
        assertThat(link.isInCharge()).isTrue();
        assertThat(second.isInCharge()).isFalse();
        assertThat(inCharge().orElseThrow().id()).isEqualTo("main-1111");
    }

    @Test
    void aWillWithoutNumberAndTimeIsHeard() {
        connectWith(MILL);
        say(
                MILL,
                Channel.CONNECTION,
                "{\"v\":\"1.0\",\"dev\":\"mill-1\",\"session\":\"s1\",\"state\":\"LOST\"}".getBytes(UTF_8));
        settle();
        assertThat(view(MILL).presence()).isEqualTo(Presence.LOST);
    }

    @Test
    void theFactsheetOfADeviceThatLeftCountsNoMoreWhenItsTopicsWereCleared() {
        connectWith(MILL);
        say(MILL, Channel.CONNECTION, codec.connection(header(MILL), Presence.OFFLINE));
        say(MILL, Channel.FACTSHEET, new byte[0]);
        settle();
        assertThat(view(MILL).factsheet()).isEmpty();
        assertThat(view(MILL).complaints()).isEmpty();
    }
}
