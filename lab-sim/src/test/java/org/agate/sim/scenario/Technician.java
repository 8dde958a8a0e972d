package org.agate.sim.scenario;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.agate.robot.broker.Broker;
import org.agate.robot.controller.ControllerLink;
import org.agate.robot.controller.ControllerListener;
import org.agate.robot.controller.ControllerSetup;
import org.agate.robot.controller.DeviceView;
import org.agate.robot.device.DeviceEvent;
import org.agate.robot.device.DeviceId;
import org.agate.robot.device.DeviceState.Activity;
import org.agate.robot.device.Instruction;
import org.agate.robot.wire.Site;

/// Commands devices over the wire and never gives up a command before its fate is known: what an orchestrator does, in
/// small. Thread-safe.
final class Technician implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final ControllerLink link;
    private final Map<UUID, CompletableFuture<DeviceEvent>> waiting = new ConcurrentHashMap<>();
    private final Map<DeviceId, DeviceView> views = new ConcurrentHashMap<>();
    private final AtomicInteger thinking = new AtomicInteger();
    private volatile long tick;

    Technician(Broker broker, long epoch) {
        link = new ControllerLink(
                new ControllerSetup(
                        "technician",
                        "technician",
                        broker,
                        "http://127.0.0.1:1/none",
                        epoch,
                        Clock.systemUTC(),
                        Clock.systemUTC()),
                new Ear());
        link.start();
    }

    /// Marks the calling thread as thinking: lab time stands still unless it waits for a device.
    void begin() {
        thinking.incrementAndGet();
    }

    void end() {
        thinking.decrementAndGet();
        answer();
    }

    private void answer() {
        long due = tick;
        if (due > 0 && thinking.get() <= 0 && link.isSettled()) {
            tick = 0;
            link.tickDone(due);
        }
    }

    Optional<DeviceView> view(String device) {
        return Optional.ofNullable(views.get(new DeviceId(device)));
    }

    boolean isReady(String device) {
        return view(device).filter(DeviceView::ready).isPresent();
    }

    /// Where the devices say that a sample stands.
    Optional<String> locate(String sample) {
        return views.values().stream()
                .flatMap(view -> view.state().stream()
                        .flatMap(state -> state.slots().entrySet().stream()
                                .filter(slot -> slot.getValue().sample().equals(sample))
                                .map(slot -> view.device() + "/" + slot.getKey())))
                .findFirst();
    }

    /// Has a device do something, once; returns what became of it.
    DeviceEvent act(String device, String action, Map<String, Object> params, String sample)
            throws InterruptedException {
        while (true) {
            awaitReady(device);
            var id = UUID.randomUUID();
            var fate = new CompletableFuture<DeviceEvent>();
            waiting.put(id, fate);
            end();
            DeviceEvent event;
            try {
                link.post(new DeviceId(device), id, action, params, sample);
                event = fate.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException e) {
                throw new IllegalStateException(
                        "%s %s %s has no fate; %s".formatted(device, action, sample, view(device)), e);
            } finally {
                begin();
            }
            if (!(event instanceof DeviceEvent.Rejected refused) || !isPassing(refused)) {
                return event;
            }
        }
    }

    /// Refusals that say nothing about the command itself: a new one may be sent.
    private static boolean isPassing(DeviceEvent.Rejected refused) {
        return switch (refused.code()) {
            case BUSY, NO_LEASE, STALE_EPOCH, EXPIRED -> true;
            case INTERLOCK -> refused.text().contains("clear");
            default -> false;
        };
    }

    private void awaitReady(String device) throws InterruptedException {
        end();
        try {
            long end = System.nanoTime() + LONGEST.toNanos();
            while (!isReady(device)) {
                if (view(device)
                        .flatMap(DeviceView::state)
                        .filter(state -> state.device() == Activity.FAULT)
                        .isPresent()) {
                    link.instruct(new DeviceId(device), new Instruction.Clear("technician"));
                    Thread.sleep(50);
                }
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("%s is never ready: %s".formatted(device, view(device)));
                }
                Thread.sleep(1);
            }
        } finally {
            begin();
        }
    }

    @Override
    public void close() {
        link.close();
    }

    private final class Ear implements ControllerListener {

        @Override
        public void changed(DeviceView device) {
            views.put(device.device(), device);
        }

        @Override
        public void reported(DeviceId device, UUID commandId, DeviceEvent event) {
            if (event.terminal()) {
                over(commandId, event);
            }
            answer();
        }

        @Override
        public void unknown(DeviceId device, UUID commandId) {
            // It never arrived and never will: nothing moved.
            over(commandId, new DeviceEvent.Interrupted(false));
        }

        private void over(UUID commandId, DeviceEvent event) {
            var fate = waiting.remove(commandId);
            if (fate != null) {
                fate.complete(event);
            }
        }

        @Override
        public void clock(Site.Clock clock) {
            tick = clock.tick();
            answer();
        }
    }
}
