package org.agate.robot.conformance;

import static org.agate.robot.conformance.Examination.check;

import java.util.Map;
import java.util.UUID;
import org.agate.robot.device.DeviceEvent;
import org.agate.robot.device.DeviceEvent.Failed;
import org.agate.robot.device.DeviceEvent.Succeeded;
import org.agate.robot.device.DeviceState.Occupant;

/// The trial of a balance's zero: after a power cut in the middle of a dose the controller weighs, and doses what is
/// missing; a balance that took the powder for its zero would get all of it again.
final class BalanceTrial {

    private static final String WEIGH = "weigh";
    private static final String GROSS = "gross_mg";

    /// A reading below it is taken for an empty balance, whose zero shows nothing.
    private static final double SOMETHING_MG = 10;

    private static final double SIGMAS = 6;

    private BalanceTrial() {}

    static void zero(Examination exam) throws InterruptedException {
        var action = exam.factsheet().actions().get(WEIGH);
        if (action == null || !action.results().containsKey(GROSS)) {
            throw new NotApplicable("no action (%s) with a result (%s)".formatted(WEIGH, GROSS));
        }
        RestartTrials.power(exam);
        var before = weighed(exam);
        check(before instanceof Succeeded, "a weighing of what stands there ended with %s".formatted(before));
        if (!(before instanceof Succeeded first) || Math.abs(number(first, GROSS)) < SOMETHING_MG) {
            throw new NotApplicable(
                    "nothing heavier than %.0f mg stands on the balance: put something on it".formatted(SOMETHING_MG));
        }
        RestartTrials.restart(exam);
        exam.makeReady();
        var after = weighed(exam);
        if (after instanceof Failed failed && failed.error().code().equals("UNSTABLE")) {
            return;
        }
        check(after instanceof Succeeded, "the weighing after the restart ended with %s".formatted(after));
        if (after instanceof Succeeded second) {
            double allowed = SIGMAS * Math.hypot(number(first, "sd_mg"), number(second, "sd_mg")) + 1;
            double change = number(second, GROSS) - number(first, GROSS);
            check(
                    Math.abs(change) <= allowed,
                    "%s was %.2f mg before and %.2f mg after, allowed are %.2f mg of change"
                            .formatted(GROSS, number(first, GROSS), number(second, GROSS), allowed));
        }
    }

    private static DeviceEvent weighed(Examination exam) throws InterruptedException {
        var sample = exam.present().stream()
                .flatMap(state -> state.slots().values().stream())
                .map(Occupant::sample)
                .findFirst();
        UUID id = exam.order(new Exercise(WEIGH, Map.of(), sample.orElse(null)));
        return exam.awaitOver(id, exam.typically(WEIGH));
    }

    private static double number(Succeeded over, String field) {
        return over.result().get(field) instanceof Number number ? number.doubleValue() : 0;
    }
}
