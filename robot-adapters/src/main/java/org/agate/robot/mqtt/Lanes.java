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

    private final LinkHandler handler;

    Lanes(LinkHandler handler) {
        this.handler = handler;
    }

    /// Returns when all are handled.
    ///
    /// @return those that failed, and those behind them in their lane, which were not tried
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
                hand(delivery.topic(), delivery.message());
            } catch (RuntimeException e) {
                LOG.error("Message handler failed, it is sent again topic={}", delivery.topic(), e);
                return failed.addAll(new HashSet<>(lane.subList(i, lane.size())));
            }
        }
        return true;
    }

    private void hand(String topic, MqttMessage message) {
        if (message.isRetained()) {
            handler.receivedRetained(topic, message.getPayload());
        } else {
            handler.received(topic, message.getPayload());
        }
    }
}
