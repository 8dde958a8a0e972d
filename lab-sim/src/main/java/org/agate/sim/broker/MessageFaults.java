package org.agate.sim.broker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hivemq.extension.sdk.api.interceptor.publish.PublishInboundInterceptor;
import com.hivemq.extension.sdk.api.interceptor.publish.parameter.PublishInboundInput;
import com.hivemq.extension.sdk.api.interceptor.publish.parameter.PublishInboundOutput;
import com.hivemq.extension.sdk.api.packets.publish.PublishPacket;
import com.hivemq.extension.sdk.api.services.Services;
import com.hivemq.extension.sdk.api.services.builder.Builders;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.agate.sim.device.Noise;
import org.agate.sim.fault.Fault;
import org.agate.sim.fault.FaultPlan;

/// Loses, doubles, delays and reorders commands and events between the embedded broker's clients. Thread-safe.
///
/// Whoever sent a lost message is told that the broker took it, as by a broker that crashed. Each draw belongs to the
/// message's meaning (device, action, sample, state, how-manieth copy), so the ids of a run change nothing.
public final class MessageFaults implements PublishInboundInterceptor, AutoCloseable {

    private static final long OVERTAKEN_MILLIS = 50;

    private final HeldBack heldBack = new HeldBack();
    private final FaultPlan plan;
    private final Noise noise;
    private final double secondsOfDelay;
    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, String> orders = new ConcurrentHashMap<>();
    private final Map<String, Integer> copies = new ConcurrentHashMap<>();
    private final ScheduledExecutorService late = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("late-messages").factory());

    /// @param longestDelaySeconds of an ACCEPTED that comes late; the shortest is a sixth of it
    public MessageFaults(FaultPlan plan, long seed, double longestDelaySeconds) {
        this.plan = plan;
        this.noise = Noise.usual(seed);
        this.secondsOfDelay = longestDelaySeconds;
    }

    /// Lets a device hear nothing: what is said to it waits in the broker, which has taken it.
    public void hold(String device) {
        heldBack.hold(device);
    }

    /// Lets a device hear all that was held, and everything else again.
    public void release(String device) {
        heldBack.release(device);
    }

    @Override
    public void onInboundPublish(PublishInboundInput input, PublishInboundOutput output) {
        var packet = input.getPublishPacket();
        if (heldBack.takes(packet)) {
            output.preventPublishDelivery();
            return;
        }
        var topic = packet.getTopic();
        boolean event = topic.endsWith("/event") || topic.contains("/reply/");
        if (!event && !topic.endsWith("/cmd")) {
            return;
        }
        var meaning = meaning(topic, packet);
        var random = noise.of(topic, "", meaning, copies.merge(topic + meaning, 1, Integer::sum));
        if (random.nextDouble() < plan.probability(Fault.MESSAGE_LOST)) {
            output.preventPublishDelivery();
        } else if (event
                && meaning.endsWith("ACCEPTED")
                && random.nextDouble() < plan.probability(Fault.ACCEPTED_LATE)) {
            output.preventPublishDelivery();
            again(packet, (long) (1000 * secondsOfDelay * random.nextDouble(1.0 / 6, 1)));
        } else if (random.nextDouble() < plan.probability(Fault.MESSAGE_REORDERED)) {
            output.preventPublishDelivery();
            again(packet, OVERTAKEN_MILLIS);
        } else if (random.nextDouble() < plan.probability(Fault.MESSAGE_DUPLICATED)) {
            again(packet, 0);
        }
    }

    private void again(PublishPacket packet, long afterMillis) {
        var copy = Builders.publish().fromPublish(packet).build();
        late.schedule(() -> Services.publishService().publish(copy), afterMillis, TimeUnit.MILLISECONDS);
    }

    /// What a message is about, without the ids of this run.
    private String meaning(String topic, PublishPacket packet) {
        JsonNode said;
        try {
            byte[] bytes = new byte
                    [packet.getPayload().map(java.nio.ByteBuffer::remaining).orElse(0)];
            packet.getPayload().ifPresent(payload -> payload.duplicate().get(bytes));
            said = json.readTree(bytes);
        } catch (IOException e) {
            return "garbage";
        }
        var id = said.path("commandId").asText();
        if (topic.endsWith("/cmd")) {
            return orders.computeIfAbsent(id, fresh -> {
                var order = "%s %s"
                        .formatted(
                                said.path("action").asText(),
                                said.path("sample").asText());
                return "%s %d".formatted(order, copies.merge("order " + order, 1, Integer::sum));
            });
        }
        return orders.getOrDefault(id, "unknown") + " " + said.path("state").asText();
    }

    @Override
    public void close() {
        late.shutdownNow();
    }
}
