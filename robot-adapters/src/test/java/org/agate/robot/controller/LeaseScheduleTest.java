package org.agate.robot.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.agate.robot.broker.Broker;
import org.agate.robot.device.Command;
import org.agate.robot.device.DeviceEvent;
import org.agate.robot.device.DeviceId;
import org.agate.robot.device.DeviceState;
import org.agate.robot.device.Instruction.Query;
import org.agate.robot.device.Instruction.TakeLease;
import org.agate.robot.device.Presence;
import org.agate.robot.device.RejectCode;
import org.agate.robot.family.DeviceFamily;
import org.agate.robot.mqtt.LinkHandler;
import org.agate.robot.mqtt.LinkOptions;
import org.agate.robot.mqtt.MessageLink;
import org.agate.robot.mqtt.Outgoing;
import org.agate.robot.wire.Header;
import org.agate.robot.wire.Site;
import org.agate.robot.wire.Topics;
import org.agate.robot.wire.Topics.Channel;
import org.agate.robot.wire.WireCodec;
import org.junit.jupiter.api.Test;

/// Random schedules of a controller that is killed and started again, and a device that hears late, twice or not at
/// all, stalls and restarts: no schedule executes a job twice or believes a denial that is false.
///
/// The device looks at no clock but its lease, so only epochs keep old commands away. `-Dagate.schedules=100000`
/// chooses how many; the seeds are fixed.
class LeaseScheduleTest {

    private static final int SCHEDULES = Integer.getInteger("agate.schedules", 150);
    private static final int STEPS = 70;
    private static final DeviceId MILL = new DeviceId("mill-1");
    private static final String HOLDER = "main-1a2b";

    @Test
    void noScheduleExecutesAJobTwiceOrBelievesAFalseDenial() {
        int executed = 0;
        int denied = 0;
        for (int seed = 0; seed < SCHEDULES; seed++) {
            var world = new World(seed);
            world.run();
            executed += world.mill.executed.size();
            denied += world.denied.size();
        }
        // The schedules reach what they are about.
        assertThat(executed).isGreaterThan(SCHEDULES / 2);
        assertThat(denied).isPositive();
    }

    /// One schedule.
    private static final class World {

        private final long seed;
        private final SplittableRandom random;
        private final InProcessBroker broker = new InProcessBroker();
        private final WireCodec codec = new WireCodec();
        private final Topics topics = Topics.usual();
        private final Map<UUID, String> ledger = new LinkedHashMap<>();
        private final Set<UUID> denied = new HashSet<>();
        private final List<String> story = new ArrayList<>();
        private final Mill mill;
        private Instant now = Instant.parse("2030-01-01T00:00:00Z");
        private ControllerLink controller;
        private InProcessBroker.Client line;
        private long start;
        private boolean done;
        private boolean asked;
        private int number;

        private World(long seed) {
            this.seed = seed;
            this.random = new SplittableRandom(seed);
            this.mill = new Mill(this);
            this.controller = begin();
            this.line = broker.clients().getLast();
        }

        private ControllerLink begin() {
            start++;
            var fresh = new ControllerLink(
                    new ControllerSetup(
                            "main",
                            HOLDER,
                            Broker.at("tcp://127.0.0.1:1"),
                            "",
                            start * 1_000_000,
                            () -> now,
                            () -> now),
                    new Ear(),
                    broker.opener());
            ledger.forEach((id, state) -> {
                if (state.equals("ISSUED") || state.equals("OPEN")) {
                    fresh.attend(MILL, id, "grind");
                }
            });
            fresh.connect();
            return fresh;
        }

        private void run() {
            for (int step = 0; step < STEPS; step++) {
                step();
            }
            // At last everything works again, and the job comes to an end or to a person.
            mill.stuck = false;
            for (int i = 0; i < 200 && !done && !asked; i++) {
                now = now.plusSeconds(1);
                controller.tick();
                broker.deliverAll();
                mill.work();
                mill.heartbeat();
                broker.deliverAll();
                order();
                broker.deliverAll();
            }
            assertThat(done || asked).as("seed %d ends: %s", seed, story).isTrue();
        }

        private void step() {
            switch (random.nextInt(16)) {
                case 0, 1, 2 -> mill.hear();
                case 3, 4, 5 -> line.deliverOne();
                case 6, 7 -> {
                    now = now.plusMillis(500);
                    controller.tick();
                }
                case 8 -> now = now.plusSeconds(random.nextInt(25));
                case 9 -> mill.heartbeat();
                case 10, 11 -> order();
                case 12 -> mill.work();
                case 13 -> mill.stuck = random.nextInt(3) == 0;
                case 14 -> {
                    if (random.nextInt(3) == 0) {
                        note("kill");
                        line.close();
                        controller = begin();
                        line = broker.clients().getLast();
                    }
                }
                default -> {
                    if (random.nextInt(4) == 0) {
                        mill.restart();
                    } else {
                        mill.hearAgain();
                    }
                }
            }
        }

        /// The one job's next command, when nothing is open and the device would take it.
        private void order() {
            boolean open = ledger.values().stream().anyMatch(state -> state.equals("ISSUED") || state.equals("OPEN"));
            boolean ready = controller.devices().stream().anyMatch(DeviceView::ready);
            if (!open && !done && !asked && ready) {
                var id = new UUID(seed, ++number);
                ledger.put(id, "ISSUED");
                note("order " + number);
                controller.post(MILL, id, "grind", Map.of(), "S-1");
            }
        }

        private void note(String what) {
            story.add(what);
        }

        private final class Ear implements ControllerListener {

            @Override
            public void changed(DeviceView device) {}

            @Override
            public void reported(DeviceId device, UUID id, DeviceEvent event) {
                if (!event.terminal()) {
                    ledger.put(id, "OPEN");
                    return;
                }
                ledger.put(id, event.state());
                note("reported %d %s".formatted(id.getLeastSignificantBits(), event.state()));
                switch (event) {
                    case DeviceEvent.Succeeded it -> done = true;
                    case DeviceEvent.Rejected it -> {}
                    default -> asked = true;
                }
            }

            @Override
            public void unknown(DeviceId device, UUID id) {
                boolean answered = "OPEN".equals(ledger.get(id));
                note("unknown %d".formatted(id.getLeastSignificantBits()));
                if (answered) {
                    // Forgotten: a person is asked, nothing is repeated.
                    ledger.put(id, "FORGOTTEN");
                    asked = true;
                    return;
                }
                ledger.put(id, "DENIED");
                denied.add(id);
                assertThat(mill.executed)
                        .as("seed %d denies what was done: %s", seed, story)
                        .doesNotContain(id);
            }

            @Override
            public void clock(Site.Clock clock) {}
        }
    }

    /// A device of the contract: a durable epoch and ledger, one command at a time.
    private static final class Mill implements LinkHandler {

        private final World world;
        private final MessageLink link;
        private final InProcessBroker.Client line;
        private final Map<UUID, DeviceEvent> ledger = new LinkedHashMap<>();
        private final Set<UUID> executed = new HashSet<>();
        private final Map<Channel, Long> numbers = new HashMap<>();
        private long epoch;
        private DeviceState.Lease lease = new DeviceState.Lease("", 0, Instant.EPOCH);
        private String session = "s0";
        private int starts;
        private boolean stuck;
        private Runnable last = () -> {};

        private Mill(World world) {
            this.world = world;
            this.link = world.broker.opener().open(new LinkOptions(Broker.at("tcp://127.0.0.1:1"), "m", null, 0), this);
            this.line = world.broker.clients().getLast();
            link.start();
        }

        @Override
        public void connected() {
            link.subscribe("sdl/v1/d/mill-1/cmd", "sdl/v1/d/mill-1/instant");
            say(
                    Channel.FACTSHEET,
                    true,
                    header -> world.codec.factsheet(
                            header, DeviceFamily.GRINDER.factsheet("x", "y", "z", true, List.of("m"))));
            say(Channel.CONNECTION, true, header -> world.codec.connection(header, Presence.ONLINE));
            heartbeat();
        }

        @Override
        public void disconnected() {}

        private void hear() {
            if (world.random.nextInt(12) == 0) {
                line.loseOne();
            } else if (!stuck) {
                line.deliverOne();
            }
        }

        /// QoS 1 delivers twice now and then.
        private void hearAgain() {
            if (!stuck) {
                last.run();
            }
        }

        @Override
        public void received(String topic, byte[] payload) {
            last = () -> take(topic, payload);
            take(topic, payload);
        }

        private void take(String topic, byte[] payload) {
            if (topic.endsWith("/cmd")) {
                command(world.codec.readCommand(payload));
            } else {
                switch (world.codec.readInstant(payload).instruction()) {
                    case TakeLease wish -> lease(wish);
                    case Query query -> {
                        if (query.commandId() != null && ledger.containsKey(query.commandId())) {
                            event(query.commandId());
                        }
                    }
                    default -> {}
                }
                heartbeat();
            }
        }

        private void lease(TakeLease wish) {
            boolean valid = world.now.isBefore(lease.until());
            boolean mine = valid && lease.holder().equals(wish.holder());
            if (valid && !mine || !(mine && wish.want() == epoch) && wish.want() <= epoch) {
                return;
            }
            epoch = wish.want();
            lease = new DeviceState.Lease(
                    wish.holder(), epoch, world.now.plus(Duration.ofSeconds(wish.timeToLiveSeconds())));
        }

        private void command(Command command) {
            var id = command.commandId();
            if (!ledger.containsKey(id)) {
                boolean taken = command.epoch() == epoch
                        && epoch > 0
                        && world.now.isBefore(lease.until())
                        && ledger.values().stream().allMatch(DeviceEvent::terminal);
                ledger.put(
                        id,
                        taken ? new DeviceEvent.Accepted() : new DeviceEvent.Rejected(RejectCode.STALE_EPOCH, "stale"));
                if (taken) {
                    execute(id);
                }
            }
            event(id);
        }

        private void execute(UUID id) {
            world.note("execute " + id.getLeastSignificantBits());
            executed.add(id);
            assertThat(world.denied).as("seed %d: %s", world.seed, world.story).doesNotContain(id);
            assertThat(executed).as("seed %d: %s", world.seed, world.story).hasSize(1);
        }

        /// What runs comes to its end.
        private void work() {
            ledger.replaceAll((id, event) -> event.terminal() ? event : new DeviceEvent.Succeeded(Map.of()));
            ledger.keySet().forEach(this::event);
        }

        private void restart() {
            world.note("restart");
            session = "s" + ++starts;
            numbers.clear();
            lease = new DeviceState.Lease("", epoch, Instant.EPOCH);
            ledger.replaceAll((id, event) -> event.terminal() ? event : new DeviceEvent.Interrupted(true));
            say(Channel.CONNECTION, true, header -> world.codec.connection(header, Presence.ONLINE));
            heartbeat();
        }

        private void heartbeat() {
            var active = new ArrayList<DeviceState.Report>();
            var recent = new ArrayList<DeviceState.Report>();
            ledger.forEach((id, event) ->
                    (event.terminal() ? recent : active).add(new DeviceState.Report(id, event, world.now)));
            say(
                    Channel.STATE,
                    true,
                    header -> world.codec.state(
                            header,
                            new DeviceState(
                                    DeviceState.Mode.AUTOMATIC,
                                    active.isEmpty() ? DeviceState.Activity.IDLE : DeviceState.Activity.BUSY,
                                    null,
                                    lease,
                                    false,
                                    true,
                                    Map.of(),
                                    Map.of(),
                                    active,
                                    recent.subList(Math.max(0, recent.size() - 16), recent.size()),
                                    List.of())));
        }

        private void event(UUID id) {
            var event = ledger.get(id);
            if (event != null) {
                say(Channel.EVENT, false, header -> world.codec.event(header, id, event));
            }
        }

        private void say(Channel channel, boolean retained, java.util.function.Function<Header, byte[]> message) {
            var header = new Header("1.0", MILL, session, numbers.merge(channel, 1L, Long::sum), world.now);
            var topic = world.topics.of(MILL, channel);
            link.publish(
                    retained
                            ? Outgoing.retained(topic, message.apply(header))
                            : Outgoing.fact(topic, message.apply(header), 60));
        }
    }
}
