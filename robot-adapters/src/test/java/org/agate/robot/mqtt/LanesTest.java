package org.agate.robot.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.agate.robot.mqtt.Inbox.Delivery;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LanesTest {

    private final List<String> done = Collections.synchronizedList(new ArrayList<>());
    private final Lanes lanes = new Lanes(new LinkHandler() {

        @Override
        public void connected() {}

        @Override
        public void disconnected() {}

        @Override
        public void received(String topic, byte[] payload) {
            var text = new String(payload, StandardCharsets.UTF_8);
            done.add(topic + " " + text);
            switch (text) {
                case "nonsense" -> throw new ClassCastException("not what was expected");
                case "no-class" -> throw new NoClassDefFoundError("missing");
                case "deep" -> throw new StackOverflowError();
                case "interrupted" -> {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("ended");
                }
                default -> {}
            }
        }

        @Override
        public void undeliverable(String topic, byte[] payload, Throwable cause) {
            done.add("aside " + topic + " " + cause.getClass().getSimpleName());
        }

        @Override
        public String lane(String topic) {
            return topic;
        }
    });

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @SuppressWarnings("NullAway")
    private static Delivery delivery(String lane, String text) {
        // The connection is only needed to acknowledge.
        return new Delivery(null, lane, lane, new MqttMessage(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aMessageThatCannotBeHandledIsPutAsideAndTheNextOneIsHandled() throws InterruptedException {
        var unhandled = lanes.handle(List.of(delivery("a", "nonsense"), delivery("a", "good")));
        assertThat(unhandled).isEmpty();
        assertThat(done)
                .containsExactly("a nonsense", "a nonsense", "a nonsense", "aside a ClassCastException", "a good");
    }

    @Test
    void anErrorOfALibraryIsPutAsideAsWell() throws InterruptedException {
        assertThat(lanes.handle(List.of(delivery("a", "no-class"), delivery("b", "deep"), delivery("b", "good"))))
                .isEmpty();
        assertThat(done).contains("aside a NoClassDefFoundError", "aside b StackOverflowError", "b good");
    }

    @Test
    void anotherLaneDoesNotNoticeIt() throws InterruptedException {
        lanes.handle(List.of(delivery("a", "nonsense"), delivery("b", "good"), delivery("b", "better")));
        assertThat(done).containsSubsequence("b good", "b better");
    }

    @Test
    void whatWasCutOffByTheEndOfTheProgramIsNotAcknowledged() throws InterruptedException {
        var cut = delivery("a", "interrupted");
        var behind = delivery("a", "good");
        assertThat(lanes.handle(List.of(cut, behind))).containsExactlyInAnyOrder(cut, behind);
        assertThat(done).containsExactly("a interrupted");
    }
}
