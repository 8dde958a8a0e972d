package org.agate.orchestrator.it;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.agate.robot.broker.Broker;
import org.agate.robot.mqtt.LinkHandler;
import org.agate.robot.mqtt.LinkOptions;
import org.agate.robot.mqtt.MqttLink;
import org.agate.robot.mqtt.Outgoing;

/// Bare round trips over a broker: what everything else is compared with.
final class Echo {

    private Echo() {}

    /// What is done before a message is sent, as part of the trip.
    @FunctionalInterface
    interface Before {
        void run() throws Exception;
    }

    /// Milliseconds of each trip; the first quarter warms up and does not count.
    static List<Double> roundTrips(Broker broker, int trips, Before before) throws Exception {
        var echo = new SynchronousQueue<String>();
        var connected = new CountDownLatch(1);
        var links = new MqttLink[1];
        links[0] = new MqttLink(new LinkOptions(broker, "echo", null, 0), new LinkHandler() {
            @Override
            public void connected() {
                links[0].subscribe("bench/echo");
                connected.countDown();
            }

            @Override
            public void disconnected() {}

            @Override
            public void received(String topic, byte[] payload) {
                echo.offer(topic);
            }
        });
        links[0].start();
        connected.await();
        var taken = new ArrayList<Double>();
        try (var link = links[0]) {
            for (int i = 0; i < trips; i++) {
                long start = System.nanoTime();
                before.run();
                link.publish(Outgoing.fact("bench/echo", new byte[200], 0));
                if (echo.poll(2, TimeUnit.SECONDS) != null && i >= trips / 4) {
                    taken.add((System.nanoTime() - start) / 1e6);
                }
            }
        }
        return taken;
    }
}
