package org.agate.orchestrator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.agate.sim.journal.LabJournal;
import org.agate.sim.journal.Referee;
import org.agate.sim.scenario.VirtualLab;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the floor does with many vials and with people: batches, places that others need, holds, hoppers, recoveries.
class FloorIT {

    /// The threads of one pool of Camel.
    private static final int POOL = 10;

    private static final int TRIALS = Integer.getInteger("agate.trials", 2);

    /// Furnaces of two slots, a balance that does not settle at once, and little caesium bromide.
    private static final String LAB = """
            name: small
            title: Small
            scene: colour
            devices:
              arm-1: {family: arm, slots: 1200}
              doser-1: {family: doser}
              mixer-1: {family: mixer}
              grinder-1: {family: grinder}
              furnace-1: {family: furnace, slots: 2}
            materials:
              CsBr: {stock-mg: %d, cohesion: 0}
              PbBr2: {stock-mg: 500000, cohesion: 0}
            faults:
              profile: none
              script: [%s]
            """;

    @TempDir
    Path folder;

    private static String workflow(String name, String properties, String steps) {
        return """
                apiVersion: camel.apache.org/v1
                kind: Kamelet
                metadata:
                  name: %s
                  labels: {agate.org/kind: workflow}
                spec:
                  definition:
                    title: %s
                    properties: {%s}
                  template:
                    from:
                      uri: kamelet:source
                      steps:
                """.formatted(name, name, properties) + steps.indent(8);
    }

    private static String move(String id, String to) {
        return """
                - step:
                    id: %s
                    steps: [{to: {uri: "robot:arm", parameters: {action: move, to: %s}}}]
                """.formatted(id, to);
    }

    private static final String MIX = """
            - step:
                id: mix
                steps: [{to: {uri: "robot:mixer", parameters: {action: mix, speed_rpm: 800 /min, duration_s: 5 min, ramp_s: 5 s}}}]
            """;
    private static final String GRIND = """
            - step:
                id: grind
                steps: [{to: {uri: "robot:grinder", parameters: {action: grind, force_N: 5 N, speed_rpm: 60 /min, duration_s: 5 min}}}]
            """;
    private static final String BAKE = """
            - to: {id: dose, uri: "kamelet:dose", parameters: {material: CsBr, mass: 100 mg}}
            - to: {id: anneal, uri: "kamelet:anneal", parameters: {temperature: 200 Cel, hold: 30 min}}
            """;
    private static final String WEIGH = """
            - step:
                id: load
                steps: [{to: {uri: "robot:arm", parameters: {action: move, to: doser}}}]
            - step:
                id: weigh
                steps: [{to: {uri: "robot:doser", parameters: {action: weigh, onFailure: "recover tare-it, fail", deadline: 1 h}}}]
            - step:
                id: unload
                steps: [{to: {uri: "robot:arm", parameters: {action: move, to: home}}}]
            """;
    private static final String TARE = """
            - step:
                id: tare
                steps: [{to: {uri: "robot:doser", parameters: {action: tare}}}]
            """;

    private static final String LATE = """
            - step:
                id: grind
                steps: [{to: {uri: "robot:grinder", parameters: {action: grind, force_N: 5 N, speed_rpm: 60 /min, duration_s: 2 h, deadline: 10 min}}}]
            """;
    private static final String TARDY = """
            - step:
                id: mix
                steps: [{to: {uri: "robot:mixer", parameters: {action: mix, speed_rpm: 800 /min, duration_s: 5 min, ramp_s: 5 s, within: 2 min after g}}}]
            """;

    private static final String[] WORKFLOWS = {"there", "back", "late", "tardy", "bake", "weigh-it", "tare-it"};

    private LabUnderTest lab(int stock, String faults) throws IOException {
        return prepared(stock, faults).start().awaitDevices(5).publish(WORKFLOWS);
    }

    private LabUnderTest prepared(int stock, String faults) throws IOException {
        var scenario = folder.resolve("small.yaml");
        Files.writeString(scenario, LAB.formatted(stock, faults));
        return new LabUnderTest(folder)
                .draft(
                        "there",
                        workflow(
                                "there",
                                "",
                                move("m", "mixer") + MIX + move("g", "grinder") + GRIND + move("h", "home")))
                .draft(
                        "back",
                        workflow(
                                "back",
                                "",
                                move("g", "grinder") + GRIND + move("m", "mixer") + MIX + move("h", "home")))
                .draft("late", workflow("late", "", move("g", "grinder") + LATE + move("h", "home")))
                .draft(
                        "tardy",
                        workflow(
                                "tardy",
                                "",
                                move("g", "grinder") + GRIND + move("m", "mixer") + TARDY + move("h", "home")))
                .draft("bake", workflow("bake", "", BAKE))
                .draft("weigh-it", workflow("weigh-it", "", WEIGH))
                .draft("tare-it", workflow("tare-it", "", TARE))
                .with("agate.lab.scenario", scenario.toString())
                .with("agate.lab.patience", "PT20S");
    }

    private static void awaitDone(LabUnderTest lab, List<String> runs) {
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(runs)
                        .allSatisfy(id -> assertThat(state(lab, id)).isEqualTo("SUCCEEDED")));
    }

    private static String state(LabUnderTest lab, String run) {
        return lab.get("/runs/" + run).path("run").path("state").asText();
    }

    private static List<JsonNode> commands(LabUnderTest lab, String run, String action) {
        var found = new ArrayList<JsonNode>();
        for (var command : lab.get("/runs/" + run).path("commands")) {
            if (command.path("action").asText().equals(action)) {
                found.add(command);
            }
        }
        return found;
    }

    private static long count(LabUnderTest lab, String kind) {
        return LabUnderTest.count(lab.get("/events?most=2000&everything=true"), "kind", kind);
    }

    @Test
    void vialsWithTheSameProgrammeAreHeatedByOneCommandThatEachRunKnowsAlsoAfterAKill() throws Exception {
        try (var server = prepared(500_000, "");
                var lab = RunningProcess.agate(
                        folder.resolve("lab.log"),
                        "lab",
                        "--scenario",
                        folder.resolve("small.yaml").toString(),
                        "--rate",
                        "400",
                        "--mqtt-port",
                        String.valueOf(server.mqttPort()),
                        "--data",
                        folder + "/lab")) {
            server.with("agate.broker", "tcp://127.0.0.1:" + server.mqttPort())
                    .with("agate.lab.embedded", "false")
                    .start()
                    .awaitDevices(5)
                    .publish(WORKFLOWS);
            var runs = server.order("bake", 4);
            await().atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> count(server, "command.shared") == 1);
            server.kill();
            server.start().awaitDevices(5);
            awaitDone(server, runs);
            var heats = new HashSet<String>();
            for (var run : runs) {
                assertThat(commands(server, run, "heat")).hasSize(1);
                heats.add(commands(server, run, "heat").getFirst().path("id").asText());
            }
            // A furnace of two slots, four vials.
            assertThat(heats).hasSize(2);
            assertThat(server.get("/prompts")).isEmpty();
            var verdict = Referee.judge(LabJournal.read(folder.resolve("lab/lab/" + VirtualLab.JOURNAL)));
            assertThat(verdict.violations()).isEmpty();
        }
    }

    @Test
    void vialsThatStandInEachOthersNextPlaceGiveWayAndNobodyWaitsTwiceItsTime() throws Exception {
        try (var lab = lab(500_000, "")) {
            var solo = new ArrayList<Duration>();
            for (var workflow : List.of("there", "back")) {
                var run = lab.order(workflow, 1);
                awaitDone(lab, run);
                solo.add(took(lab, run.getFirst()));
            }
            for (int trial = 0; trial < TRIALS; trial++) {
                var there = lab.order("there", 1).getFirst();
                var back = lab.order("back", 1).getFirst();
                awaitDone(lab, List.of(there, back));
                assertThat(took(lab, there)).isLessThanOrEqualTo(solo.getFirst().multipliedBy(2));
                assertThat(took(lab, back)).isLessThanOrEqualTo(solo.getLast().multipliedBy(2));
            }
            awaitDone(lab, lab.order("there", POOL + 2));
            assertThat(threadsThatSendRuns(lab))
                    .as("a run leaves no thread behind")
                    .isLessThanOrEqualTo(POOL);
        }
    }

    private long threadsThatSendRuns(LabUnderTest lab) throws Exception {
        var dump = folder.resolve("threads.txt");
        try (var tool = RunningProcess.program(
                dump,
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                String.valueOf(lab.pid()),
                "Thread.print")) {
            assertThat(tool.exitCode()).isZero();
        }
        return Files.readString(dump)
                .lines()
                .filter(line -> line.startsWith("\"Camel") && line.contains("ProducerTemplate"))
                .count();
    }

    @Test
    void aStepThatTakesTooLongIsEndedAndOneThatComesTooLateIsNotBegun() throws Exception {
        try (var lab = lab(500_000, "")) {
            for (var expected : List.of("late DEADLINE", "tardy TOO_LATE")) {
                var words = expected.split(" ");
                var run = lab.order(words[0], 1).getFirst();
                await().atMost(Duration.ofMinutes(1))
                        .until(() -> state(lab, run).equals("FAILED"));
                assertThat(lab.get("/runs/" + run).path("run").path("reason").asText())
                        .contains(words[1]);
            }
        }
    }

    /// Lab time from the end of the first command to the end of the last one: while nothing moves, the twin
    /// says only now and then what time it is.
    private static Duration took(LabUnderTest lab, String run) {
        var commands = lab.get("/runs/" + run).path("commands");
        var ends = new ArrayList<Instant>();
        commands.forEach(
                command -> ends.add(Instant.parse(command.path("labEnded").asText())));
        return Duration.between(
                Instant.parse(commands.get(0).path("labEnded").asText()),
                ends.stream().max(Instant::compareTo).orElseThrow());
    }

    @Test
    void aDeviceThatAPersonWantsIsDrainedThenHeldAndUsedAgainAfterItsRelease() throws Exception {
        try (var lab = lab(500_000, "")) {
            lab.post("/devices/mixer-1/hold", "{\"by\":\"Ada\",\"why\":\"cleaning\"}");
            await().until(() -> lab.get("/holds").path(0).path("held").asBoolean());
            var run = lab.order("there", 1);
            await().until(() ->
                    lab.get("/queue").path(0).path("reason").asText().contains("held by Ada: cleaning"));
            assertThat(lab.post("/devices/mixer-1/hold", "{\"by\":\"Bob\",\"why\":\"me too\"}")
                            .path("code")
                            .asText())
                    .isEqualTo("device.hold-not-possible");
            lab.kill();
            lab.start().awaitDevices(5);
            assertThat(lab.get("/holds").path(0).path("held").asBoolean()).isTrue();
            assertThat(state(lab, run.getFirst())).isEqualTo("RUNNING");
            lab.post("/devices/mixer-1/release", "{\"by\":\"Ada\",\"why\":\"clean\"}");
            awaitDone(lab, run);
            assertThat(lab.get("/holds")).isEmpty();
        }
    }

    @Test
    void aRunWaitsForPowderUntilSomebodySaysThatItIsThereAndAnUnsettledBalanceIsRecoveredFrom() throws Exception {
        try (var lab = lab(150, "{after: PT0S, device: doser-1, fault: UNSTABLE}")) {
            var weighed = lab.order("weigh-it", 1);
            awaitDone(lab, weighed);
            assertThat(lab.get("/runs/" + weighed.getFirst()).path("steps").findValuesAsText("path"))
                    .contains("weigh/recover-1/tare");
            var first = lab.order("bake", 1);
            awaitDone(lab, first);
            assertThat(lab.get("/consumables").path(0).path("milligrams").asDouble())
                    .isBetween(40.0, 60.0);
            var second = lab.order("bake", 1);
            await().until(() ->
                    lab.get("/queue").path(0).path("reason").asText().contains("fill it up"));
            assertThat(count(lab, "consumable.short")).isEqualTo(1);
            assertThat(lab.post("/devices/doser-1/fill", "{\"material\":\"CsBr\",\"milligrams\":-1,\"by\":\"Ada\"}")
                            .path("code")
                            .asText())
                    .isEqualTo("consumable.malformed");
            lab.post("/devices/doser-1/fill", "{\"material\":\"CsBr\",\"milligrams\":5000,\"by\":\"Ada\"}");
            // Nobody has really filled it: the device finds out, what fell is weighed, and the rest is waited for.
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> commands(lab, second.getFirst(), "dose").size() == 1
                            && lab.get("/queue").path(0).path("reason").asText().contains("fill it up"));
            assertThat(commands(lab, second.getFirst(), "dose")
                            .getFirst()
                            .path("outcome")
                            .toString())
                    .contains("HOPPER_EMPTY");
            assertThat(Set.of("RUNNING")).contains(state(lab, second.getFirst()));
        }
    }
}
