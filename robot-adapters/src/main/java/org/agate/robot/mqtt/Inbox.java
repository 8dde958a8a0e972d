package org.agate.robot.mqtt;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.eclipse.paho.mqttv5.common.MqttMessage;

/// What has come in and is not worked off, in order of arrival. Thread-safe, for one thread that takes.
final class Inbox {

    private static final int MOST_WAITING = 10_000;
    private static final int MOST_IN_A_ROUND = 64;

    private final LinkedBlockingQueue<Item> items = new LinkedBlockingQueue<>();
    private final Semaphore room = new Semaphore(MOST_WAITING);

    /// What came in.
    private sealed interface Item permits News, Delivery {}

    /// What is worked off next.
    sealed interface Next permits News, Round {}

    /// About the connection itself.
    record News(Runnable told) implements Item, Next {}

    /// A message, and the connection that it must be acknowledged on.
    record Delivery(PahoConnection on, String lane, String topic, MqttMessage message) implements Item {}

    /// Messages that may be handled at the same time when their lanes differ; at least one.
    record Round(List<Delivery> deliveries) implements Next {}

    /// News of the connection always finds room.
    void tell(Runnable news) {
        items.add(new News(news));
    }

    /// Whoever is too slow holds the broker back. What may be lost is dropped before that, so that telemetry alone
    /// never stops commands and their reports.
    void deliver(Delivery delivery) throws InterruptedException {
        if (delivery.message().getQos() == 0 && room.availablePermits() < MOST_WAITING / 2) {
            return;
        }
        room.acquire();
        items.add(delivery);
    }

    /// Waits for what is to be worked off next.
    Next next() throws InterruptedException {
        return switch (items.take()) {
            case News news -> news;
            case Delivery first -> round(first);
        };
    }

    private Round round(Delivery first) {
        var deliveries = new ArrayList<>(List.of(first));
        while (!first.lane().isEmpty()
                && deliveries.size() < MOST_IN_A_ROUND
                && items.peek() instanceof Delivery next
                && !next.lane().isEmpty()) {
            items.remove();
            deliveries.add(next);
        }
        room.release(deliveries.size());
        return new Round(List.copyOf(deliveries));
    }
}
