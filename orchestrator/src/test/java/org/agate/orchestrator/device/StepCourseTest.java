package org.agate.orchestrator.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import org.agate.orchestrator.database.Json;
import org.agate.robot.device.Recovery;
import org.agate.workflows.action.ActionOutcome;
import org.agate.workflows.action.ActionRequest;
import org.agate.workflows.action.FailurePolicy;
import org.agate.workflows.action.Terms;
import org.agate.workflows.quantity.Quantity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every class of recovery, from what the ledger says.
class StepCourseTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final UUID RUN = new UUID(0, 1);

    private final List<CommandRecord> commands = new ArrayList<>();
    private final Map<UUID, Verdict> verdicts = new HashMap<>();
    private String policy = "fail";
    private String device = "";

    private UUID record(CommandPurpose purpose, CommandState state, Map<String, Object> outcome) {
        var id = new UUID(1, commands.size());
        commands.add(new CommandRecord(
                id,
                commands.size(),
                RUN,
                "step",
                "S-1",
                device.isEmpty() ? "device-" + commands.size() : device,
                purpose == CommandPurpose.DO ? "act" : "weigh",
                "{}",
                "there/slot",
                purpose,
                Recovery.QUERY,
                state,
                state.isOver() ? Json.write(outcome) : "",
                NOON,
                state.isOver() ? NOON : null,
                null,
                null,
                null,
                null));
        return id;
    }

    private UUID done(CommandState state, Map<String, Object> outcome) {
        return record(CommandPurpose.DO, state, outcome);
    }

    private StepCourse course(Recovery recovery) {
        var request = new ActionRequest(
                RUN.toString(),
                "step",
                "S-1",
                "doser",
                "act",
                Map.of("target_mg", "100 mg", "tol_pct", "2 %"),
                FailurePolicy.parse(policy),
                false);
        return new StepCourse(request, recovery, commands, id -> Optional.ofNullable(verdicts.get(id)));
    }

    private Next afterRecoveries(int recovered) {
        var request = new ActionRequest(
                RUN.toString(),
                "step",
                "S-1",
                "grinder",
                "act",
                Map.of(),
                new Terms(FailurePolicy.parse(policy), null, null, null, recovered),
                false);
        return new StepCourse(request, Recovery.ATTACHABLE, commands, id -> Optional.empty()).next();
    }

    @Test
    void eachFailureHasItsOwnRecoveryAlsoWhenItIsAskedAnewAfterARestart() {
        policy = "recover tidy, recover scrub, fail";
        done(CommandState.FAILED, Map.of("code", "CAKED"));
        assertThat(afterRecoveries(0)).isEqualTo(new Next.Finish(new ActionOutcome.Recover("tidy", 1), null));
        assertThat(afterRecoveries(1)).isInstanceOf(Next.Send.class);
        done(CommandState.FAILED, Map.of("code", "CAKED"));
        assertThat(afterRecoveries(0)).isEqualTo(new Next.Finish(new ActionOutcome.Recover("scrub", 2), null));
        assertThat(afterRecoveries(2)).isInstanceOf(Next.Send.class);
        done(CommandState.FAILED, Map.of("code", "CAKED"));
        assertThat(afterRecoveries(2)).isEqualTo(Next.Finish.undone("CAKED", ""));
    }

    private Next next(Recovery recovery) {
        return course(recovery).next();
    }

    private static void isSent(Next next, String action, CommandPurpose purpose) {
        assertThat(next).isInstanceOfSatisfying(Next.Send.class, send -> {
            assertThat(send.action()).isEqualTo(action);
            assertThat(send.purpose()).isEqualTo(purpose);
        });
    }

    private static Map<String, Object> result(Next next) {
        return ((ActionOutcome.Done) ((Next.Finish) next).outcome()).result();
    }

    private static String fault(Next next) {
        return ((ActionOutcome.Undone) ((Next.Finish) next).outcome()).code();
    }

    @ParameterizedTest
    @EnumSource(Recovery.class)
    void whateverTheClassAnOpenCommandIsWaitedForAndASuccessIsTheEnd(Recovery recovery) {
        if (recovery == Recovery.MEASURE_AND_COMPLETE) {
            record(CommandPurpose.WEIGH_BEFORE, CommandState.SUCCEEDED, Map.of("net_mg", 0.0));
        }
        done(CommandState.RUNNING, Map.of());
        assertThat(next(recovery)).isInstanceOf(Next.Await.class);
        commands.removeLast();
        done(CommandState.SUCCEEDED, Map.of("n", 1, "net_mg", 100.0));
        assertThat(result(next(recovery))).containsEntry("n", 1);
    }

    @Test
    void aMeasurementThatIsNotAsTheFactsheetSaysIsRepeatedAndThenAskedAbout() {
        for (int i = 0; i < 3; i++) {
            done(CommandState.SUCCEEDED, Map.of("complaint", "height_mm (NaN) is not a finite number"));
            isSent(next(Recovery.QUERY), "act", CommandPurpose.DO);
        }
        done(CommandState.SUCCEEDED, Map.of("complaint", "height_mm (NaN) is not a finite number"));
        assertThat(next(Recovery.QUERY)).isInstanceOf(Next.Ask.class);
    }

    @Test
    void anActionWhoseResultIsNotAsTheFactsheetSaysIsDoneOnceAndMakesTheSampleSuspect() {
        done(CommandState.SUCCEEDED, Map.of("complaint", "rotations is missing"));
        assertThat(next(Recovery.NEVER_REPEAT))
                .isInstanceOfSatisfying(
                        Next.Finish.class, finish -> assertThat(finish.doubt()).contains("rotations is missing"));
    }

    @ParameterizedTest
    @EnumSource(Recovery.class)
    void whatSurelyNeverMovedIsDoneAgainWithANewId(Recovery recovery) {
        if (recovery == Recovery.MEASURE_AND_COMPLETE) {
            record(CommandPurpose.WEIGH_BEFORE, CommandState.SUCCEEDED, Map.of("net_mg", 0.0));
        }
        done(CommandState.REJECTED, Map.of("code", "BUSY"));
        isSent(next(recovery), "act", CommandPurpose.DO);
        done(CommandState.INTERRUPTED, Map.of("started", false));
        isSent(next(recovery), "act", CommandPurpose.DO);
        done(CommandState.DENIED, Map.of());
        boolean weighed = recovery == Recovery.MEASURE_AND_COMPLETE;
        isSent(next(recovery), weighed ? "weigh" : "act", weighed ? CommandPurpose.WEIGH_AFTER : CommandPurpose.DO);
    }

    @Test
    void aRefusalForGoodEndsTheStepAndOneForNowIsTriedAgainLaterAndLater() {
        done(CommandState.REJECTED, Map.of("code", "BUSY"));
        assertThat(((Next.Send) next(Recovery.QUERY)).wallPause()).isEqualTo(Duration.ofMillis(100));
        done(CommandState.REJECTED, Map.of("code", "BUSY"));
        assertThat(((Next.Send) next(Recovery.QUERY)).wallPause()).isEqualTo(Duration.ofMillis(200));
        done(CommandState.REJECTED, Map.of("code", "BAD_PARAM"));
        assertThat(fault(next(Recovery.QUERY))).isEqualTo("BAD_PARAM");
    }

    @Test
    void questionsAndSetpointsAreRepeatedAfterAnInterruption() {
        done(CommandState.INTERRUPTED, Map.of("started", true));
        isSent(next(Recovery.QUERY), "act", CommandPurpose.DO);
        isSent(next(Recovery.SETPOINT), "act", CommandPurpose.DO);
    }

    @ParameterizedTest
    @EnumSource(
            value = Recovery.class,
            names = {"ATTACHABLE", "NEVER_REPEAT"})
    void whatCannotBeProvedIsAskedAndThePersonDecides(Recovery recovery) {
        var id = done(CommandState.INTERRUPTED, Map.of("started", true));
        assertThat(next(recovery)).isInstanceOf(Next.Ask.class);
        verdicts.put(id, Verdict.REPEAT);
        isSent(next(recovery), "act", CommandPurpose.DO);
        verdicts.put(id, Verdict.ACCEPT);
        assertThat(((Next.Finish) next(recovery)).doubt()).contains("accepted");
        verdicts.put(id, Verdict.FAIL);
        assertThat(fault(next(recovery))).isEqualTo("INTERRUPTED");
    }

    @Test
    void aDeviceThatLostItsMemoryIsNeverBelievedToHaveDoneNothing() {
        done(CommandState.FORGOTTEN, Map.of());
        assertThat(next(Recovery.NEVER_REPEAT)).isInstanceOf(Next.Ask.class);
        assertThat(next(Recovery.ATTACHABLE)).isInstanceOf(Next.Ask.class);
        assertThat(next(Recovery.LOCATE_THEN_DECIDE)).isInstanceOf(Next.Look.class);
    }

    @Test
    void anInterruptedMoveIsDoneWhereTheVialIsFound() {
        done(CommandState.INTERRUPTED, Map.of("started", true));
        assertThat(next(Recovery.LOCATE_THEN_DECIDE)).isInstanceOf(Next.Look.class);
        var course = course(Recovery.LOCATE_THEN_DECIDE);
        assertThat(result(course.located(commands.getLast(), Optional.of("there/slot"))))
                .containsEntry("position", "there/slot");
        isSent(course.located(commands.getLast(), Optional.of("here/slot")), "act", CommandPurpose.DO);
        assertThat(course.located(commands.getLast(), Optional.empty())).isInstanceOf(Next.Ask.class);
    }

    @Test
    void aFailureFollowsThePolicyAcrossRestarts() {
        policy = "retry 1 after 30 s, alternative, ask";
        done(CommandState.FAILED, Map.of("code", "CAKED", "text", "x"));
        assertThat(((Next.Send) next(Recovery.ATTACHABLE)).labPause()).isEqualTo(Duration.ofSeconds(30));
        done(CommandState.FAILED, Map.of("code", "CAKED", "text", "x"));
        assertThat(((Next.Send) next(Recovery.ATTACHABLE)).avoid()).containsExactlyInAnyOrder("device-0", "device-1");
        done(CommandState.FAILED, Map.of("code", "CAKED", "text", "x"));
        assertThat(next(Recovery.ATTACHABLE)).isInstanceOf(Next.Ask.class);
        policy = "fail";
        assertThat(fault(next(Recovery.ATTACHABLE))).isEqualTo("CAKED");
        policy = "skip";
        assertThat(((Next.Finish) next(Recovery.ATTACHABLE)).doubt()).contains("left out");
    }

    @Nested
    class ADose {

        @BeforeEach
        void onOneDoser() {
            device = "doser-1";
        }

        private Next dose() {
            return next(Recovery.MEASURE_AND_COMPLETE);
        }

        private void interrupted() {
            done(CommandState.INTERRUPTED, Map.of("started", true));
        }

        private void weighed(CommandPurpose purpose, double milligrams) {
            record(purpose, CommandState.SUCCEEDED, Map.of("net_mg", milligrams, "sd_mg", 0.1));
        }

        private static double target(Next next) {
            return quantity(next, "target_mg", "mg");
        }

        private static double quantity(Next next, String name, String unit) {
            return Quantity.parse(((Next.Send) next).texts().getOrDefault(name, ""))
                    .in(unit);
        }

        private static double net(Next next) {
            return number(next, "net_mg");
        }

        private static double number(Next next, String name) {
            return ((Number) result(next).getOrDefault(name, Double.NaN)).doubleValue();
        }

        @Test
        void beginsWithAWeighingThatIsInTheLedgerBeforeAnythingFalls() {
            isSent(dose(), "weigh", CommandPurpose.WEIGH_BEFORE);
            record(CommandPurpose.WEIGH_BEFORE, CommandState.RUNNING, Map.of());
            assertThat(dose()).isInstanceOf(Next.Await.class);
            commands.clear();
            record(CommandPurpose.WEIGH_BEFORE, CommandState.INTERRUPTED, Map.of("started", true));
            isSent(dose(), "weigh", CommandPurpose.WEIGH_BEFORE);
            weighed(CommandPurpose.WEIGH_BEFORE, 40);
            isSent(dose(), "act", CommandPurpose.DO);
        }

        @Test
        void thatIsTooMuchThoughItsDoserIsContentMakesTheSampleSuspect() {
            weighed(CommandPurpose.WEIGH_BEFORE, 0);
            done(CommandState.SUCCEEDED, Map.of("net_mg", 110.0, "sd_mg", 0.1));
            assertThat(net(dose())).isCloseTo(110, within(1e-9));
            assertThat(((Next.Finish) dose()).doubt()).contains("110.0 mg were dosed for 100.0 mg");
        }

        @Test
        void thatWasInterruptedIsWeighedAndOnlyTheRemainderIsDosed() {
            weighed(CommandPurpose.WEIGH_BEFORE, 40);
            done(CommandState.INTERRUPTED, Map.of("started", true));
            isSent(dose(), "weigh", CommandPurpose.WEIGH_AFTER);
            weighed(CommandPurpose.WEIGH_AFTER, 70);
            assertThat(target(dose())).isCloseTo(70, within(1e-9));
            assertThat(quantity(dose(), "tol_pct", "%")).isCloseTo(100 * 2 / 70.0, within(1e-9));
            done(CommandState.SUCCEEDED, Map.of("net_mg", 69.5, "sd_mg", 0.1));
            assertThat(net(dose())).isCloseTo(99.5, within(1e-9));
            assertThat(number(dose(), "sd_mg")).isCloseTo(Math.sqrt(3) * 0.1, within(1e-9));
        }

        @Test
        void thatWasInterruptedTwiceIsWeighedTwice() {
            weighed(CommandPurpose.WEIGH_BEFORE, 0);
            done(CommandState.INTERRUPTED, Map.of("started", true));
            weighed(CommandPurpose.WEIGH_AFTER, 30);
            done(CommandState.FORGOTTEN, Map.of());
            isSent(dose(), "weigh", CommandPurpose.WEIGH_AFTER);
            weighed(CommandPurpose.WEIGH_AFTER, 55);
            assertThat(target(dose())).isCloseTo(45, within(1e-9));
            done(CommandState.REJECTED, Map.of("code", "BUSY"));
            assertThat(target(dose())).as("a refusal keeps the remainder").isCloseTo(45, within(1e-9));
        }

        @Test
        void thatWasCompleteWhenItWasInterruptedIsDone() {
            weighed(CommandPurpose.WEIGH_BEFORE, 40);
            done(CommandState.INTERRUPTED, Map.of("started", true));
            weighed(CommandPurpose.WEIGH_AFTER, 139);
            assertThat(net(dose())).isEqualTo(99.0);
            assertThat(((Next.Finish) dose()).doubt()).isNull();
        }

        @Test
        void thatOvershotMakesTheSampleSuspectWithItsTrueMass() {
            weighed(CommandPurpose.WEIGH_BEFORE, 40);
            done(CommandState.INTERRUPTED, Map.of("started", true));
            weighed(CommandPurpose.WEIGH_AFTER, 150);
            assertThat(net(dose())).isEqualTo(110.0);
            assertThat(((Next.Finish) dose()).doubt()).contains("110.0 mg");
        }

        @Test
        void whoseBalanceDoesNotSettleIsWeighedAgainWhenAPersonSaysSoAndNeverDosedAgain() {
            policy = "ask";
            weighed(CommandPurpose.WEIGH_BEFORE, 0);
            done(CommandState.INTERRUPTED, Map.of("started", true));
            var last = new UUID(0, 0);
            for (int i = 0; i < 4; i++) {
                isSent(dose(), "weigh", CommandPurpose.WEIGH_AFTER);
                last = record(CommandPurpose.WEIGH_AFTER, CommandState.FAILED, Map.of("code", "UNSTABLE", "text", "x"));
            }
            assertThat(dose()).isInstanceOf(Next.Ask.class);
            verdicts.put(last, Verdict.REPEAT);
            isSent(dose(), "weigh", CommandPurpose.WEIGH_AFTER);
            verdicts.put(last, Verdict.ACCEPT);
            assertThat(fault(dose())).isEqualTo("UNSTABLE");
        }

        @Test
        void thatFailedHalfWayIsNeverSimplyRepeated() {
            policy = "retry 1 after 60 s, alternative";
            weighed(CommandPurpose.WEIGH_BEFORE, 0);
            done(CommandState.FAILED, Map.of("code", "FLOW_TOO_LOW"));
            isSent(dose(), "weigh", CommandPurpose.WEIGH_AFTER);
            weighed(CommandPurpose.WEIGH_AFTER, 25);
            isSent(dose(), "weigh", CommandPurpose.WEIGH_BEFORE);
            assertThat(((Next.Send) dose()).labPause()).isEqualTo(Duration.ofSeconds(60));
            weighed(CommandPurpose.WEIGH_BEFORE, 3);
            assertThat(target(dose()))
                    .as("the balance was set to zero in the pause")
                    .isCloseTo(75, within(1e-9));
            assertThat(((Next.Send) dose()).labPause()).isZero();
            done(CommandState.FAILED, Map.of("code", "FLOW_TOO_LOW"));
            weighed(CommandPurpose.WEIGH_AFTER, 28);
            isSent(dose(), "weigh", CommandPurpose.WEIGH_BEFORE);
            assertThat(((Next.Send) dose()).avoid()).containsExactly("doser-1");
            device = "doser-2";
            weighed(CommandPurpose.WEIGH_BEFORE, 5_000);
            assertThat(target(dose())).as("the other balance has another zero").isCloseTo(50, within(1e-9));
            assertThat(((Next.Send) dose()).avoid()).containsExactly("doser-1");
            interrupted();
            weighed(CommandPurpose.WEIGH_AFTER, 5_030);
            assertThat(target(dose())).isCloseTo(20, within(1e-9));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{}",
                    "{\"net_mg\":\"NaN\"}",
                    "{\"net_mg\":null}",
                    "{\"net_mg\":1e999}",
                    "{\"net_mg\":\"12\"}",
                    "{\"net_mg\":40,\"stable\":false}",
                    "{\"net_mg\":40,\"sd_mg\":-1}"
                })
        void whoseBalanceGivesNoUsableMassIsWeighedThreeTimesMoreAndThenAPersonIsAsked(String outcome) {
            for (int i = 0; i < 4; i++) {
                isSent(dose(), "weigh", CommandPurpose.WEIGH_BEFORE);
                record(CommandPurpose.WEIGH_BEFORE, CommandState.SUCCEEDED, Json.map(outcome));
            }
            assertThat(dose()).isInstanceOf(Next.Ask.class);
            commands.clear();
            weighed(CommandPurpose.WEIGH_BEFORE, 0);
            interrupted();
            var last = new UUID(0, 0);
            for (int i = 0; i < 4; i++) {
                isSent(dose(), "weigh", CommandPurpose.WEIGH_AFTER);
                last = record(CommandPurpose.WEIGH_AFTER, CommandState.SUCCEEDED, Json.map(outcome));
            }
            assertThat(dose()).isInstanceOf(Next.Ask.class);
            verdicts.put(last, Verdict.REPEAT);
            isSent(dose(), "weigh", CommandPurpose.WEIGH_AFTER);
            verdicts.put(last, Verdict.FAIL);
            assertThat(((Next.Finish) dose()).outcome()).isInstanceOf(ActionOutcome.Undone.class);
        }

        @Test
        void thatADoserCallsDoneWithoutAMassIsWeighed() {
            weighed(CommandPurpose.WEIGH_BEFORE, 40);
            done(CommandState.SUCCEEDED, Map.of("bursts", 3));
            isSent(dose(), "weigh", CommandPurpose.WEIGH_AFTER);
            weighed(CommandPurpose.WEIGH_AFTER, 139.5);
            assertThat(net(dose())).isCloseTo(99.5, within(1e-9));
        }

        @Test
        void afterWhichTheBalanceShowsLessThanBeforeIsAskedAndNeverDosedAgain() {
            weighed(CommandPurpose.WEIGH_BEFORE, 350);
            interrupted();
            weighed(CommandPurpose.WEIGH_AFTER, 0);
            assertThat(dose())
                    .isInstanceOfSatisfying(
                            Next.Ask.class, ask -> assertThat(ask.question()).contains("350.0 mg less"));
        }

        @Test
        void afterWhichARestartedBalanceShowsNothingIsAskedBecauseItMayHaveLostItsZero() {
            weighed(CommandPurpose.WEIGH_BEFORE, 0);
            interrupted();
            weighed(CommandPurpose.WEIGH_AFTER, 0.05);
            assertThat(dose())
                    .isInstanceOfSatisfying(
                            Next.Ask.class, ask -> assertThat(ask.question()).contains("lost its zero"));
        }

        private void weighedWithVessel(CommandPurpose purpose, double net, double gross) {
            record(purpose, CommandState.SUCCEEDED, Map.of("net_mg", net, "sd_mg", 0.1, "gross_mg", gross));
        }

        @Test
        void ofWhichAGrossMassProvesThatNothingFellIsDosedInFull() {
            weighedWithVessel(CommandPurpose.WEIGH_BEFORE, 0, 12_000);
            interrupted();
            weighedWithVessel(CommandPurpose.WEIGH_AFTER, 0.05, 12_000.05);
            assertThat(target(dose())).isCloseTo(99.95, within(1e-9));
        }

        @Test
        void ofWhichTheGrossMassIsGoneIsAsked() {
            weighedWithVessel(CommandPurpose.WEIGH_BEFORE, 0, 12_000);
            interrupted();
            weighedWithVessel(CommandPurpose.WEIGH_AFTER, 0, 0);
            assertThat(dose()).isInstanceOf(Next.Ask.class);
        }

        @Test
        void whoseVesselStandsOnAnotherBalanceAfterwardsIsAsked() {
            weighed(CommandPurpose.WEIGH_BEFORE, 0);
            interrupted();
            device = "doser-2";
            weighed(CommandPurpose.WEIGH_AFTER, 5_060);
            assertThat(dose())
                    .isInstanceOfSatisfying(
                            Next.Ask.class,
                            ask -> assertThat(ask.question())
                                    .contains("doser-1")
                                    .contains("doser-2"));
        }

        @Test
        void ofUnknownPrecisionHasNoStandardDeviationInsteadOfZero() {
            record(CommandPurpose.WEIGH_BEFORE, CommandState.SUCCEEDED, Map.of("net_mg", 0.0));
            interrupted();
            record(CommandPurpose.WEIGH_AFTER, CommandState.SUCCEEDED, Map.of("net_mg", 99.0));
            assertThat(result(dose())).containsEntry("net_mg", 99.0).doesNotContainKey("sd_mg");
        }

        @Test
        void neverAsksADoserForMoreThanTheTarget() {
            var random = new SplittableRandom(4);
            for (int trial = 0; trial < 3_000; trial++) {
                commands.clear();
                policy = random.nextBoolean() ? "retry 2, alternative, fail" : "ask";
                for (int i = random.nextInt(7); i >= 0; i--) {
                    device = random.nextInt(5) == 0 ? "doser-2" : "doser-1";
                    var reading = new HashMap<String, Object>();
                    if (random.nextInt(5) > 0) {
                        reading.put("net_mg", random.nextDouble(-300, 5_000));
                    }
                    reading.put("stable", random.nextInt(5) > 0);
                    var purpose = CommandPurpose.values()[random.nextInt(CommandPurpose.values().length)];
                    var state = CommandState.values()[random.nextInt(CommandState.values().length)];
                    if (purpose != CommandPurpose.PREPARE && state.isOver()) {
                        reading.put("code", "FLOW_TOO_LOW");
                        record(purpose, random.nextBoolean() ? CommandState.SUCCEEDED : state, reading);
                    }
                }
                if (dose() instanceof Next.Send send && send.purpose() == CommandPurpose.DO) {
                    assertThat(target(send)).as("%s", commands).isLessThanOrEqualTo(102);
                }
            }
        }
    }
}
