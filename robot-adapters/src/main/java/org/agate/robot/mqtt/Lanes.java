package org.agate.robot.mqtt;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.agate.robot.mqtt.Inbox.Delivery;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands messages to their handler: each lane in order, lanes beside each other, so that what one waits for on a disk
/// the others wait for too, and not after it.
final class Lanes {

    private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);

    private static final int ATTEMPTS = 3;
    private static final long PAUSE_MILLIS = 50;

    private final LinkHandler handler;

    Lanes(LinkHandler handler) {
        this.handler = handler;
    }

    /// Returns when all are handled.
    ///
    /// A message whose handler fails is handed over again at once, and given back as undeliverable after the third
    /// time: sending it again for ever would silence every device for the sake of one message.
    ///
    /// @return those that nobody has handled because this thread was interrupted
    Set<Delivery> handle(List<Delivery> deliveries) throws InterruptedException {
        var failed = ConcurrentHashMap.<Delivery>newKeySet();
        var lanes = List.copyOf(deliveries.stream()
                .collect(Collectors.groupingBy(Delivery::lane))
                .values());
        if (lanes.size() == 1) {
            follow(lanes.getFirst(), failed);
        } else {
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                threads.invokeAll(lanes.stream()
                        .<Callable<Boolean>>map(lane -> () -> follow(lane, failed))
                        .toList());
            }
        }
        return failed;
    }

    private boolean follow(List<Delivery> lane, Set<Delivery> failed) {
        for (int i = 0; i < lane.size(); i++) {
            var delivery = lane.get(i);
            try {
                insist(delivery);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return failed.addAll(new HashSet<>(lane.subList(i, lane.size())));
            }
        }
        return true;
    }

    private void insist(Delivery delivery) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                hand(delivery.topic(), delivery.message());
                return;
            } catch (RuntimeException | Error e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedException("Ended while a message was handled");
                }
                if (attempt == ATTEMPTS) {
                    giveBack(delivery, e);
                    return;
                }
                LOG.warn("Message handler failed attempt={} topic={}", attempt, delivery.topic(), e);
                Thread.sleep(PAUSE_MILLIS * attempt);
            }
        }
    }

    private void giveBack(Delivery delivery, Throwable cause) {
        LOG.error("Message undeliverable topic={}", delivery.topic(), cause);
        try {
            handler.undeliverable(delivery.topic(), delivery.message().getPayload(), cause);
        } catch (RuntimeException e) {
            LOG.error("Undeliverable message not kept topic={}", delivery.topic(), e);
        }
    }

    private void hand(String topic, MqttMessage message) {
        handler.arrived(topic, message.getPayload(), message.isRetained(), message.getQos());
    }
}
