package org.agate.orchestrator.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.agate.sim.fault.Fault;

/// What is wrong around the orchestrator while it is killed and starts again.
enum Trouble {
    /// What is said to a device waits in the broker; then it hears all of it, old commands and leases too.
    DEAF_DEVICE("a device hears nothing, and then everything at once") {
        @Override
        void begin(Arena arena, SplittableRandom random) {
            arena.messages().hold(DEVICES.get(random.nextInt(DEVICES.size())));
        }

        @Override
        void end(Arena arena) {
            DEVICES.forEach(arena.messages()::release);
        }
    },
    /// Rubbish in the name of a device that works, and of one that nobody knows.
    POISON("rubbish on the topics of devices") {
        @Override
        void begin(Arena arena, SplittableRandom random) {
            var rubbish = RUBBISH.get(random.nextInt(RUBBISH.size()));
            var channel = List.of("state", "event", "connection", "factsheet").get(random.nextInt(4));
            arena.tap().say("sdl/v1/d/poison-1/" + channel, rubbish, true);
            arena.tap().say("sdl/v1/d/%s/event".formatted(DEVICES.get(random.nextInt(DEVICES.size()))), rubbish, false);
        }

        @Override
        void end(Arena arena) {}
    },
    /// A second orchestrator wants the same devices.
    RIVAL("a second orchestrator on the same broker") {
        @Override
        void begin(Arena arena, SplittableRandom random) {
            arena.startRival();
        }

        @Override
        void end(Arena arena) throws InterruptedException {
            arena.killRival();
        }
    },
    /// The next start finds its wall clock set back.
    CLOCK_SET_BACK("the wall clock is set back by an hour") {
        @Override
        void begin(Arena arena, SplittableRandom random) {
            arena.setClock(Duration.ofHours(-1));
        }

        @Override
        void end(Arena arena) {
            arena.setClock(Duration.ZERO);
        }
    },
    /// The next dose is interrupted by a power cut, after which the balance takes the powder for nothing.
    LOST_ZERO("the doser loses its power in a dose, and its balance its zero") {
        @Override
        void begin(Arena arena, SplittableRandom random) {
            arena.lab().faults().force(Fault.REZERO, DOSER);
            arena.lab().faults().force(Fault.DEVICE_CRASH, DOSER, "dose");
        }

        @Override
        void end(Arena arena) {}
    },
    /// The next start runs out of memory, while it starts or when there is more to do.
    OUT_OF_MEMORY("the memory runs out") {
        @Override
        void begin(Arena arena, SplittableRandom random) {
            arena.setHeap(Optional.of(random.nextInt(LEAST_HEAP_MB, MOST_HEAP_MB)));
        }

        @Override
        void end(Arena arena) throws InterruptedException {
            arena.endOutOfMemory(LONGEST_WITHOUT_MEMORY);
        }
    },
    /// The connection to PostgreSQL is cut at some step of some commit.
    CUT_COMMIT("PostgreSQL is cut off in the middle of a commit") {
        @Override
        boolean isPossible(Arena arena) {
            return arena.storage().cutter().isPresent();
        }

        @Override
        void begin(Arena arena, SplittableRandom random) {
            var cuts = CuttingProxy.Cut.values();
            arena.storage().cutter().ifPresent(cutter -> cutter.cut(cuts[random.nextInt(cuts.length)]));
        }

        @Override
        void end(Arena arena) {
            arena.storage().cutter().ifPresent(CuttingProxy::spare);
        }
    };

    static final String DOSER = "doser-1";

    private static final int LEAST_HEAP_MB = 16;
    private static final int MOST_HEAP_MB = 32;
    private static final Duration LONGEST_WITHOUT_MEMORY = Duration.ofSeconds(30);

    private static final List<String> DEVICES =
            List.of("grinder-1", "furnace-1", "mixer-1", "doser-1", "arm-1", "camera-1");

    private static final List<String> RUBBISH = List.of(
            "{\"recent\":[\"0193\"]}",
            "{\"slots\":{\"mortar\":null}}",
            "not json",
            "[]",
            "{\"lease\":{\"holder\":null},\"ts\":\"+999999999-12-31T23:59:59Z\"}",
            "{\"v\":\"1.0\",\"device\":\"grinder-1\",\"boot\":null,\"seq\":-1}");

    private final String words;

    Trouble(String words) {
        this.words = words;
    }

    /// What is wrong, in words.
    String words() {
        return words;
    }

    /// Whether it can be brought about here.
    boolean isPossible(Arena arena) {
        return true;
    }

    abstract void begin(Arena arena, SplittableRandom random);

    /// All is well again; harmless when it never began.
    abstract void end(Arena arena) throws InterruptedException;
}
