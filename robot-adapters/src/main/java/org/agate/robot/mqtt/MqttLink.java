package org.agate.robot.mqtt;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A connection to a broker that comes back by itself.
///
/// Thread-safe. Handler calls come one after the other, but for messages of different
/// [lanes][LinkHandler#lane]; messages are acknowledged after the handler has returned, in order of arrival. At
/// most sixteen publishes are in flight, below every broker's Receive Maximum.
public final class MqttLink implements MessageLink {

    private static final Logger LOG = LoggerFactory.getLogger(MqttLink.class);
    private static final int IN_FLIGHT = 16;
    private static final int PLACE_WITHIN_SECONDS = 3;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final int IN_USE = 32202;

    private final LinkOptions options;
    private final LinkHandler handler;
    private final Inbox inbox = new Inbox();
    private final Lanes lanes;
    private final Semaphore inFlight = new Semaphore(IN_FLIGHT);
    private final Thread worker;
    private final Thread keeper;
    private final Semaphore reconnect = new Semaphore(1);
    private volatile @Nullable PahoConnection connection;
    private volatile boolean closed;
    private volatile boolean superseded;
    private volatile long awayUntilNanos = System.nanoTime();

    public MqttLink(LinkOptions options, LinkHandler handler) {
        this.options = options;
        this.handler = handler;
        this.lanes = new Lanes(handler);
        this.worker =
                Thread.ofPlatform().daemon().name("mqtt-" + options.clientId()).unstarted(this::work);
        this.keeper = Thread.ofPlatform()
                .group(PahoThreads.GROUP)
                .daemon()
                .name("mqtt-keeper-" + options.clientId())
                .unstarted(this::keepConnected);
    }

    @Override
    public void start() {
        worker.start();
        keeper.start();
    }

    @Override
    public boolean isConnected() {
        return connection != null;
    }

    /// Blocks while sixteen are in flight.
    @Override
    public CompletableFuture<Void> publish(Outgoing outgoing) {
        try {
            if (!inFlight.tryAcquire(PLACE_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                return CompletableFuture.failedFuture(
                        new LinkDown(options.broker().url(), null));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CompletableFuture.failedFuture(e);
        }
        CompletableFuture<Void> sent;
        try {
            sent = send(outgoing);
        } catch (MqttException | RuntimeException e) {
            sent = CompletableFuture.failedFuture(new LinkDown(options.broker().url(), e));
        }
        return sent.whenComplete((done, failure) -> inFlight.release());
    }

    private CompletableFuture<Void> send(Outgoing outgoing) throws MqttException {
        for (int attempt = 0; ; attempt++) {
            var current = connection;
            if (current == null) {
                return CompletableFuture.failedFuture(
                        new LinkDown(options.broker().url(), null));
            }
            try {
                return current.publish(outgoing);
            } catch (MqttException e) {
                // The client frees its slot a moment after it has completed the token: try again shortly.
                if (e.getReasonCode() != IN_USE || attempt > 50) {
                    throw e;
                }
                java.util.concurrent.locks.LockSupport.parkNanos(1_000_000L);
            }
        }
    }

    /// Whether the broker has taken everything that was handed over.
    public boolean hasSentAll() {
        return inFlight.availablePermits() == IN_FLIGHT;
    }

    @Override
    public void subscribe(String... filters) {
        subscribe(1, filters);
    }

    @Override
    public void subscribeLossy(String... filters) {
        subscribe(0, filters);
    }

    private void subscribe(int qos, String... filters) {
        var current = connection;
        try {
            if (current != null) {
                current.subscribe(qos, filters);
            }
        } catch (MqttException e) {
            LOG.warn("Subscription failed, connecting anew broker={} cause={}", options.broker(), e.getMessage());
            lost(current);
        }
    }

    @Override
    public void close() {
        closed = true;
        keeper.interrupt();
        var current = connection;
        connection = null;
        if (current != null) {
            try {
                current.disconnect();
            } catch (MqttException e) {
                LOG.debug("Disconnect was not answered", e);
            }
            current.close();
        }
        worker.interrupt();
    }

    /// Breaks the connection as a pulled plug would, and stays away for a while.
    ///
    /// For what must be shown to survive it: the broker publishes the will.
    public void breakFor(Duration outage) {
        awayUntilNanos = System.nanoTime() + outage.toNanos();
        lost(connection);
    }

    /// Ends as a crash would: the broker publishes the will.
    public void abandon() {
        closed = true;
        keeper.interrupt();
        var current = connection;
        connection = null;
        if (current != null) {
            current.close();
        }
        worker.interrupt();
    }

    private void work() {
        while (!closed) {
            try {
                switch (inbox.next()) {
                    case Inbox.News news -> news.told().run();
                    case Inbox.Round round -> handle(round);
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | Error e) {
                LOG.error("Message handler failed clientId={}", options.clientId(), e);
            }
        }
    }

    /// A handler that could not subscribe would hear nothing for ever: the connection is made anew.
    private void greet(PahoConnection fresh) {
        try {
            handler.connected();
        } catch (RuntimeException e) {
            LOG.error("Connection not taken up, connecting anew clientId={}", options.clientId(), e);
            awayUntilNanos = System.nanoTime() + AFTER_FAILURE.toNanos();
            lost(fresh);
        }
    }

    private void keepConnected() {
        var pause = FIRST_PAUSE;
        while (!closed) {
            try {
                reconnect.acquire();
                reconnect.drainPermits();
                while (!closed && !superseded && connection == null) {
                    if (connect()) {
                        pause = FIRST_PAUSE;
                    } else {
                        Thread.sleep(
                                pause.plusMillis(ThreadLocalRandom.current().nextLong(200)));
                        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
                                ? pause.multipliedBy(2)
                                : LONGEST_PAUSE;
                    }
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private boolean connect() {
        if (System.nanoTime() - awayUntilNanos < 0) {
            return false;
        }
        try {
            var fresh = new PahoConnection(options, new Events());
            connection = fresh;
            if (closed) {
                fresh.close();
                return true;
            }
            inbox.tell(() -> greet(fresh));
            if (!fresh.isConnected() || fresh.isGivenUp()) {
                // Lost, or given up, between its connecting and its becoming ours: nobody else will notice.
                lost(fresh);
                return false;
            }
            return true;
        } catch (MqttException e) {
            LOG.debug("No connection yet broker={} cause={}", options.broker(), e.getMessage());
            return false;
        }
    }

    private synchronized void lost(@Nullable PahoConnection gone) {
        if (gone == null || connection != gone) {
            return;
        }
        connection = null;
        inbox.tell(handler::disconnected);
        Thread.ofVirtual().start(gone::close);
        reconnect.release();
    }

    /// A message that nobody has handled is not acknowledged, and the connection is given up for a moment, so that
    /// the broker sends it again: left alone, a few of them would take all places in flight and silence the broker.
    private void handle(Inbox.Round round) throws InterruptedException {
        var failed = lanes.handle(round.deliveries());
        for (var delivery : round.deliveries()) {
            if (failed.contains(delivery)) {
                awayUntilNanos = System.nanoTime() + AFTER_FAILURE.toNanos();
                // Kept messages arrive before the connection is ours: then whoever makes it ours gives it up.
                delivery.on().giveUp();
                lost(delivery.on());
            } else if (!delivery.on().isGivenUp()) {
                delivery.on().acknowledge(delivery.message());
            }
        }
    }

    private final class Events implements PahoConnection.Events {

        @Override
        public void lost(PahoConnection gone) {
            MqttLink.this.lost(gone);
        }

        @Override
        public void takenOver(PahoConnection gone) {
            if (connection != gone) {
                return;
            }
            LOG.error("Another client has connected as clientId={} broker={}", options.clientId(), options.broker());
            if (handler.takenOver()) {
                awayUntilNanos = System.nanoTime() + LONGEST_PAUSE.toNanos();
            } else {
                superseded = true;
            }
            MqttLink.this.lost(gone);
        }

        @Override
        public void arrived(PahoConnection on, String topic, MqttMessage message) {
            try {
                inbox.deliver(new Inbox.Delivery(on, handler.lane(topic), topic, message));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
