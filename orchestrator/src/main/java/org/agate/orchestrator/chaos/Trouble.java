package org.agate.orchestrator.chaos;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

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
    };

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

    abstract void begin(Arena arena, SplittableRandom random);

    /// All is well again; harmless when it never began.
    abstract void end(Arena arena) throws InterruptedException;
}
