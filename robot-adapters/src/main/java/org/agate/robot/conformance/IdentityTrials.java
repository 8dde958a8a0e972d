package org.agate.robot.conformance;

import static org.agate.robot.conformance.Examination.check;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.agate.robot.device.ContractBroken;
import org.agate.robot.device.Presence;
import org.agate.robot.wire.Header;
import org.agate.robot.wire.MessageSchemas;
import org.agate.robot.wire.Topics.Channel;

/// What a device says of itself, asked or not.
final class IdentityTrials {

    private IdentityTrials() {}

    static List<Trial> all() {
        return List.of(
                Trial.atRest(
                        "factsheet-retained",
                        "who subscribes later still gets the factsheet",
                        exam -> retained(exam, Channel.FACTSHEET)),
                Trial.atRest(
                        "connection-retained",
                        "who subscribes later still learns that the device is ONLINE",
                        exam -> check(
                                exam.codec()
                                                .readConnection(retained(exam, Channel.CONNECTION)
                                                        .payload())
                                                .body()
                                        == Presence.ONLINE,
                                "the retained connection is not ONLINE")),
                Trial.atRest(
                        "state-retained",
                        "who subscribes later still gets the state",
                        exam -> retained(exam, Channel.STATE)),
                Trial.atRest(
                        "heartbeat",
                        "the state comes at each heartbeat without being asked for",
                        IdentityTrials::heartbeat),
                Trial.atRest("query-answered", "a query brings the state at once", Examination::isAlive),
                Trial.atRest("clock-agrees", "the device's clock is within 2 s of the kit's", IdentityTrials::clock),
                Trial.atRest(
                        "session-same",
                        "one start of the device has one session on all topics",
                        IdentityTrials::session),
                Trial.atRest("sequence-complete", "seq rises by one per topic", IdentityTrials::sequence),
                Trial.atRest(
                        "simulated-marked",
                        "the state says simulated as the factsheet does",
                        exam -> check(
                                exam.present().orElseThrow().simulated()
                                        == exam.factsheet().simulated(),
                                "factsheet and state differ in (simulated)")));
    }

    private static Heard retained(Examination exam, Channel channel) throws InterruptedException {
        return kept(exam, channel)
                .orElseThrow(() ->
                        new Unmet("nothing is retained on " + exam.topics().of(exam.device(), channel)));
    }

    /// A fact at QoS 0 may be lost on its way, and nobody would know.
    static Trial factsAtQosOne() {
        return Trial.moving(
                "facts-at-qos-one",
                "connection, factsheet, state, events and replies are published with QoS 1",
                exam -> {
                    var id = exam.order(exam.brief());
                    exam.awaitOver(id, exam.briefly());
                    exam.isAlive();
                    var tele = exam.topics().of(exam.device(), Channel.TELE);
                    var lossy = exam.probe().since(0).stream()
                            .filter(heard -> exam.topics()
                                    .speaker(heard.topic())
                                    .equals(exam.device().value()))
                            .filter(heard -> heard.qos() == 0 && !heard.topic().equals(tele))
                            .map(Heard::topic)
                            .distinct()
                            .sorted()
                            .toList();
                    check(lossy.isEmpty(), "published with QoS 0: %s".formatted(lossy));
                });
    }

    static void eventNotRetained(Examination exam) throws InterruptedException {
        check(kept(exam, Channel.EVENT).isEmpty(), "an event is retained");
    }

    /// What the broker kept of a channel, heard by one who subscribes late; what the device says meanwhile is not it.
    static Optional<Heard> kept(Examination exam, Channel channel) throws InterruptedException {
        var topic = exam.topics().of(exam.device(), channel);
        try (var late = new Probe(
                exam.probe().broker(),
                "kit-late-" + channel + "-" + exam.device(),
                exam.probe().wall(),
                topic)) {
            return late.await(
                    () -> late.since(0).stream().filter(Heard::retained).findFirst(), Examination.SILENCE);
        }
    }

    /// Two of them: one alone may still belong to something that happened before.
    private static void heartbeat(Examination exam) throws InterruptedException {
        int mark = exam.probe().mark();
        var longest = Duration.ofSeconds(2L * exam.factsheet().protocol().heartbeatSeconds())
                .plusSeconds(3);
        var _ = exam.probe()
                .await(
                        () -> exam.probe().since(mark).stream()
                                .filter(isState(exam))
                                .skip(1)
                                .findFirst(),
                        longest)
                .orElseThrow(() -> new Unmet("no two states within %d s".formatted(longest.toSeconds())));
    }

    private static Predicate<Heard> isState(Examination exam) {
        return heard -> heard.topic().equals(exam.topics().of(exam.device(), Channel.STATE));
    }

    private static void clock(Examination exam) throws InterruptedException {
        int mark = exam.probe().mark();
        exam.isAlive();
        var heard = exam.probe().since(mark).stream()
                .filter(isState(exam))
                .findFirst()
                .orElseThrow();
        var skew = Duration.between(
                heard.at(), exam.codec().readState(heard.payload()).header().ts());
        check(skew.abs().toMillis() <= 2_000, "its clock is %.1f s ahead".formatted(skew.toMillis() / 1000.0));
    }

    private static void session(Examination exam) {
        var sessions = new HashSet<String>();
        headers(exam).forEach(said -> sessions.add(said.header().session()));
        check(sessions.size() == 1, "sessions %s were seen".formatted(sessions));
    }

    private static void sequence(Examination exam) throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            exam.isAlive();
        }
        var last = new HashMap<String, Long>();
        for (var said : headers(exam)) {
            var before = last.put(said.topic(), said.header().seq());
            check(
                    // What is retained may come twice: once live, once because it is retained.
                    before == null
                            || said.header().seq() == before + 1
                            || said.header().seq() == before,
                    "seq %d follows %s on %s".formatted(said.header().seq(), before, said.topic()));
        }
    }

    private record Said(String topic, Header header) {}

    /// Headers of the device's own topics in order; telemetry may have gaps.
    private static List<Said> headers(Examination exam) {
        return exam.probe().since(0).stream()
                .filter(heard -> exam.topics()
                        .parse(heard.topic())
                        .filter(address -> List.of(Channel.STATE, Channel.EVENT).contains(address.channel()))
                        .isPresent())
                .map(heard -> new Said(heard.topic(), exam.codec().readHeader(heard.payload())))
                .toList();
    }

    /// The last trial: everything that was heard is of the contract.
    static Trial schemas() {
        return Trial.atRest("messages-valid", "every message meets its published schema", exam -> {
            var schemas = new MessageSchemas();
            for (var heard : exam.probe().since(0)) {
                var kind = MessageSchemas.Kind.on(heard.topic(), exam.topics());
                if (kind.isPresent() && heard.payload().length > 0) {
                    var complaints = schemas.complaints(kind.get(), heard.payload());
                    check(complaints.isEmpty(), "%s: %s in %s".formatted(heard.topic(), complaints, heard.text()));
                }
            }
        });
    }

    /// The factsheet can be read at all; held before everything else.
    static Trial factsheet() {
        return Trial.atRest("factsheet-valid", "the factsheet meets its published schema", exam -> {
            var heard = retained(exam, Channel.FACTSHEET);
            var complaints = new MessageSchemas().complaints(MessageSchemas.Kind.FACTSHEET, heard.payload());
            check(complaints.isEmpty(), complaints.toString());
            try {
                exam.codec().readFactsheet(heard.payload());
            } catch (ContractBroken e) {
                throw new Unmet(String.valueOf(e.getMessage()));
            }
        });
    }
}
