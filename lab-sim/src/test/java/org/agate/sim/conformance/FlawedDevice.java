package org.agate.sim.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.agate.robot.broker.Broker;
import org.agate.robot.mqtt.LinkHandler;
import org.agate.robot.mqtt.LinkOptions;
import org.agate.robot.mqtt.MqttLink;
import org.agate.robot.mqtt.Outgoing;

/// A small device of its own make, with one flaw or none. It shares nothing with the device kit but the MQTT link.
///
/// Its memory outlives a restart in the same object. Thread-safe: one lock.
final class FlawedDevice implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final double ON_THE_BALANCE_MG = 12_120;

    private final Flaw flaw;
    private final String id;
    private final Broker broker;
    private final Map<String, ObjectNode> orders = new HashMap<>();
    private final Map<String, ObjectNode> fates = new LinkedHashMap<>();
    private final Map<String, Long> numbers = new HashMap<>();
    private ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private MqttLink link;
    private String session = "";
    private String running = "";
    private int steps;
    private boolean stopped;
    private boolean siteStopped;
    private boolean dead;
    private double zeroMg;
    private boolean switchedOn;
    private String holder = "";
    private long epoch;
    private Instant until = Instant.EPOCH;

    FlawedDevice(Flaw flaw, Broker broker, String name) {
        this.flaw = flaw;
        this.id = name + "-" + flaw.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        this.broker = broker;
        switchOn();
    }

    String id() {
        return id;
    }

    private synchronized void switchOn() {
        session = UUID.randomUUID().toString();
        dead = false;
        zeroMg = flaw == Flaw.LOSES_ZERO && switchedOn ? ON_THE_BALANCE_MG : 0;
        switchedOn = true;
        numbers.clear();
        until = Instant.EPOCH;
        for (var fate : fates.values()) {
            if (!isOver(fate) && flaw != Flaw.GOES_ON_AFTER_RESTART) {
                fate.put("state", "INTERRUPTED").put("started", true);
                running = "";
            }
        }
        if (flaw == Flaw.FORGETS_AT_RESTART) {
            fates.clear();
            orders.clear();
        }
        var will = new LinkOptions.Will(
                topic("connection"), bytes(head("will").put("state", "LOST")), flaw != Flaw.WILL_NOT_RETAINED);
        link = new MqttLink(new LinkOptions(broker, "raw-" + id, flaw == Flaw.NO_WILL ? null : will, 60), new Wire());
        link.start();
        timer = Executors.newSingleThreadScheduledExecutor();
        timer.scheduleAtFixedRate(this::work, 100, 100, TimeUnit.MILLISECONDS);
        if (flaw != Flaw.NO_HEARTBEAT) {
            // A state that is not kept comes often, so that the kit must tell a live one from one that was kept.
            long millis = flaw == Flaw.STATE_NOT_RETAINED ? 200 : 2_000;
            timer.scheduleAtFixedRate(this::state, millis, millis, TimeUnit.MILLISECONDS);
        }
    }

    void restart() throws InterruptedException {
        timer.shutdownNow();
        link.abandon();
        // Longer than the will is delayed.
        boolean slow = flaw == Flaw.NONE || flaw == Flaw.NO_WILL || flaw == Flaw.WILL_NOT_RETAINED;
        Thread.sleep(slow ? 5_000 : 300);
        switchOn();
    }

    private String topic(String channel) {
        return "sdl/v1/d/%s/%s".formatted(id, channel);
    }

    private Instant now() {
        return flaw == Flaw.SLOW_CLOCK ? Instant.now().minusSeconds(60) : Instant.now();
    }

    private ObjectNode head(String counter) {
        long step = flaw == Flaw.SKIPS_NUMBERS ? 2 : 1;
        return JSON.createObjectNode()
                .put("v", "1.0")
                .put("dev", id)
                .put("session", session)
                .put("seq", numbers.merge(counter, step, Long::sum))
                .put("ts", now().toString());
    }

    private static byte[] bytes(JsonNode node) {
        return node.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    private void say(String topic, JsonNode node, boolean retained) {
        link.publish(
                new Outgoing(topic, bytes(node), flaw == Flaw.SPEAKS_AT_QOS_ZERO ? 0 : 1, retained, retained ? 0 : 60));
    }

    private synchronized void state() {
        var state = head("state").put("mode", "AUTOMATIC").put("stop", stopped).put("simulated", false);
        state.put("device", stopped ? "STOPPED" : running.isEmpty() ? "IDLE" : "BUSY");
        state.putObject("lease").put("holder", holder).put("epoch", epoch).put("until", until.toString());
        var active = state.putArray("active");
        var recent = state.putArray("recent");
        for (var fate : fates.values()) {
            (isOver(fate) ? recent : active).add(fate);
        }
        while (recent.size() > 16) {
            recent.remove(0);
        }
        say(topic("state"), state, flaw != Flaw.STATE_NOT_RETAINED);
    }

    private static boolean isOver(JsonNode fate) {
        return switch (fate.path("state").asText()) {
            case "ACCEPTED", "RUNNING" -> false;
            default -> true;
        };
    }

    private void event(ObjectNode fate) {
        say(topic("event"), head("event").setAll(fate), flaw == Flaw.EVENT_RETAINED);
    }

    private void reply(JsonNode order, ObjectNode fate) {
        if (order.hasNonNull("reply")) {
            say(order.get("reply").asText(), head("reply").setAll(fate), false);
        }
    }

    private ObjectNode fate(JsonNode order, String state) {
        return JSON.createObjectNode()
                .put("commandId", order.path("commandId").asText())
                .put("state", state);
    }

    private synchronized void work() {
        if (running.isEmpty() || dead) {
            return;
        }
        var fate = fates.get(running);
        double seconds = orders.get(running).at("/params/seconds").asDouble();
        steps++;
        double progress = Math.min(1, steps * 0.1 / seconds);
        if (progress < 1) {
            fate.put("state", "RUNNING").put("sub", "TURNING").put("progress", progress);
            fate.put("remaining_s", seconds * (1 - progress));
            event(fate);
        } else {
            end("SUCCEEDED");
        }
    }

    private void end(String how) {
        var fate = fates.get(running);
        running = "";
        var over = JSON.createObjectNode()
                .put("commandId", fate.get("commandId").asText())
                .put("state", how);
        if (how.equals("SUCCEEDED")) {
            var result = over.putObject("result");
            boolean weighing = orders.get(over.get("commandId").asText())
                    .path("action")
                    .asText()
                    .equals("weigh");
            if (weighing) {
                result.put("gross_mg", ON_THE_BALANCE_MG - zeroMg).put("sd_mg", 0.1);
            } else if (flaw != Flaw.LOSES_RESULTS) {
                result.put("turns", steps);
            }
        } else if (how.equals("ABORTED")) {
            over.put("reason", "stop");
        }
        fates.put(over.get("commandId").asText(), over);
        event(over);
        state();
    }

    private void order(ObjectNode order) {
        var command = order.path("commandId").asText();
        var known = fates.get(command);
        boolean forgotten = flaw == Flaw.FORGETS_IDS && known != null && isOver(known)
                || flaw == Flaw.FORGETS_REFUSALS
                        && known != null
                        && known.path("state").asText().equals("REJECTED");
        if (known != null && !forgotten) {
            if (same(orders.get(command), order) || flaw == Flaw.REUSES_IDS) {
                reply(order, known);
                event(known);
            } else {
                reply(order, fate(order, "REJECTED").put("code", "ID_REUSED").put("text", "other content"));
            }
            return;
        }
        var refusal = refusal(order);
        var fate = refusal.isEmpty()
                ? fate(order, "ACCEPTED")
                : fate(order, "REJECTED").put("code", refusal).put("text", "refused");
        reply(order, fate);
        if (order.path("dryRun").asBoolean() && flaw != Flaw.DRY_RUN_MOVES) {
            return;
        }
        orders.put(command, order);
        fates.remove(command);
        fates.put(command, fate);
        event(fate);
        if (refusal.isEmpty()) {
            running = command;
            steps = 0;
            fate.put("state", "RUNNING")
                    .put("sub", "STARTING")
                    .put("progress", 0)
                    .put("remaining_s", 1);
            event(fate);
        }
        state();
    }

    private static boolean same(JsonNode one, JsonNode other) {
        return one.path("action").equals(other.path("action"))
                && one.at("/params/seconds").asDouble()
                        == other.at("/params/seconds").asDouble()
                && one.path("params").size() == other.path("params").size();
    }

    private String refusal(JsonNode order) {
        if (!order.hasNonNull("action") || !order.hasNonNull("issued")) {
            return "BAD_SCHEMA";
        }
        var expiry = Instant.parse(order.get("issued").asText())
                .plusSeconds(order.path("ttl_s").asLong());
        if (now().isAfter(expiry) && flaw != Flaw.IGNORES_TTL) {
            return "EXPIRED";
        }
        boolean weighing = order.get("action").asText().equals("weigh");
        if (!weighing && !order.get("action").asText().equals("turn")) {
            return "UNKNOWN_ACTION";
        }
        var seconds = order.at("/params/seconds");
        boolean inRange = seconds.asDouble() >= 1 && seconds.asDouble() <= 60;
        if (weighing
                ? !order.path("params").isEmpty()
                : !seconds.isNumber() || !inRange && flaw != Flaw.IGNORES_RANGE) {
            return "BAD_PARAM";
        }
        if (stopped) {
            return "STOPPED";
        }
        if (order.path("epoch").asLong() < epoch && flaw != Flaw.IGNORES_EPOCH) {
            return "STALE_EPOCH";
        }
        boolean future = order.path("epoch").asLong() > epoch && flaw != Flaw.ACCEPTS_FUTURE_EPOCHS;
        if (now().isAfter(until) || future) {
            return "NO_LEASE";
        }
        return running.isEmpty() || flaw == Flaw.STARTS_WHILE_BUSY ? "" : "BUSY";
    }

    private void instruct(JsonNode said) {
        switch (said.path("op").asText()) {
            case "lease" -> lease(said);
            case "query" -> {
                var fate = fates.get(said.path("commandId").asText());
                if (fate != null) {
                    event(fate);
                }
            }
            case "cancel" -> {
                if (said.path("commandId").asText().equals(running)
                        && said.path("epoch").asLong() == epoch
                        && flaw != Flaw.IGNORES_CANCEL) {
                    end("CANCELED");
                }
            }
            case "stop" -> stop();
            case "clear" -> stopped = siteStopped;
            default -> {}
        }
        state();
    }

    private void stop() {
        stopped = flaw != Flaw.STOP_DOES_NOT_LATCH;
        if (flaw != Flaw.LEASE_OUTLIVES_STOP) {
            until = Instant.EPOCH;
            epoch++;
        }
        if (!running.isEmpty()) {
            end("ABORTED");
        }
    }

    private void lease(JsonNode said) {
        boolean mine = said.path("holder").asText().equals(holder);
        boolean free = now().isAfter(until) || mine || said.path("force").asBoolean();
        long want = said.path("want").asLong();
        boolean rises = want > epoch || mine && want == epoch || flaw == Flaw.GRANTS_OLD_EPOCHS;
        if ((free || flaw == Flaw.GIVES_LEASE_TO_ANYONE) && rises) {
            holder = said.path("holder").asText();
            epoch = want;
            until = now().plusSeconds(said.path("ttl_s").asLong());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        link.close();
    }

    private final class Wire implements LinkHandler {

        @Override
        public void connected() {
            link.subscribe(topic("cmd"), topic("instant"), "sdl/v1/site/stop");
            synchronized (FlawedDevice.this) {
                say(topic("factsheet"), factsheet(), true);
                say(topic("connection"), head("connection").put("state", "ONLINE"), true);
                state();
            }
        }

        private ObjectNode factsheet() {
            try {
                var sheet = (ObjectNode) JSON.readTree("""
                        {"class": "turner", "vendor": "x", "model": "y", "serial": "z", "simulated": false,
                         "protocol": {"maxPayload": 65536, "heartbeat_s": 2, "dedupe_n": 1000, "dedupe_h": 24},
                         "actions": {"turn": {
                           "params": {"seconds": {"type": "number", "unit": "s", "min": 1, "max": 60}},
                           "results": {"turns": {"type": "integer"}},
                           "recovery": "ATTACHABLE", "cancel": "AT_ONCE", "typical_s": 1,
                           "onControllerLoss": "FINISH"},
                         "weigh": {
                           "params": {},
                           "results": {"gross_mg": {"type": "number", "unit": "mg"},
                                       "sd_mg": {"type": "number", "unit": "mg"}},
                           "recovery": "QUERY", "cancel": "AT_ONCE", "typical_s": 2,
                           "onControllerLoss": "FINISH"}}}""");
                return head("factsheet").setAll(sheet);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void disconnected() {}

        @Override
        public void received(String topic, byte[] payload) {
            synchronized (FlawedDevice.this) {
                if (dead) {
                    return;
                }
                try {
                    if (payload.length < 65_536 && JSON.readTree(payload) instanceof ObjectNode said) {
                        hear(topic, said);
                    }
                } catch (IOException e) {
                    dead = flaw == Flaw.DIES_OF_GARBAGE;
                }
            }
        }

        private void hear(String topic, ObjectNode said) {
            if (!said.path("v").asText().startsWith("1.")) {
                return;
            }
            if (topic.endsWith("/cmd")) {
                if (said.path("commandId").isTextual()) {
                    order(said);
                }
            } else if (topic.endsWith("/instant")) {
                instruct(said);
            } else {
                siteStopped = said.path("engaged").asBoolean();
                if (siteStopped) {
                    stop();
                    state();
                }
            }
        }
    }
}
