package org.agate.sim.broker;

import com.hivemq.extension.sdk.api.packets.publish.PublishPacket;
import com.hivemq.extension.sdk.api.services.Services;
import com.hivemq.extension.sdk.api.services.builder.Builders;
import com.hivemq.extension.sdk.api.services.publish.Publish;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Keeps what is said to some devices, as the queue of a receiver that hangs, and says it later. Thread-safe.
///
/// Whoever sent it is told that the broker took it.
final class HeldBack {

    private final Map<String, List<Publish>> waiting = new HashMap<>();

    /// A device hears nothing from now on.
    synchronized void hold(String device) {
        waiting.putIfAbsent(device, new ArrayList<>());
    }

    /// Whether a message waits from now on.
    synchronized boolean takes(PublishPacket packet) {
        for (var held : waiting.entrySet()) {
            var topic = packet.getTopic();
            if (topic.endsWith("/d/%s/cmd".formatted(held.getKey()))
                    || topic.endsWith("/d/%s/instant".formatted(held.getKey()))) {
                held.getValue().add(Builders.publish().fromPublish(packet).build());
                return true;
            }
        }
        return false;
    }

    /// A device hears all that was said to it meanwhile, in order.
    void release(String device) {
        List<Publish> said;
        synchronized (this) {
            said = waiting.remove(device);
        }
        if (said != null) {
            said.forEach(message -> Services.publishService().publish(message));
        }
    }
}
