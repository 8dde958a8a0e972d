package org.agate.orchestrator.device;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.agate.workflows.action.ActionOutcome;
import org.agate.workflows.action.FailurePolicy;
import org.agate.workflows.quantity.Quantity;

/// The course of a dose: weigh, dose, and when the dose was interrupted weigh again and dose only what is missing.
///
/// The outcome of a dose that was completed is what the balance saw before and after, never what was asked for.
record Dosing(StepCourse course) {

    private static final String WEIGH = "weigh";
    private static final String NET = "net_mg";
    private static final String SD = "sd_mg";
    private static final String TARGET = "target_mg";
    private static final String TOLERANCE = "tol_pct";
    private static final String EMPTY = "HOPPER_EMPTY";
    /// What a doser cannot dose any more.
    private static final double LEAST_MG = 1;
    private static final int MOST_WEIGHINGS = 3;
    private static final double WIDEST_TOLERANCE_PCT = 20;
    /// A balance is not better than this.
    private static final double LEAST_TOLERANCE_MG = 0.3;

    Next next() {
        var before = course.last(CommandPurpose.WEIGH_BEFORE);
        if (before.isEmpty()) {
            return weigh(CommandPurpose.WEIGH_BEFORE);
        }
        if (before.get().state() != CommandState.SUCCEEDED) {
            return weighAgain(before.get());
        }
        return course.last(CommandPurpose.DO)
                .map(dose -> after(dose, net(before.get())))
                .orElseGet(course::begin);
    }

    private static Next.Send weigh(CommandPurpose purpose) {
        return Next.Send.now(WEIGH, Map.of(), purpose);
    }

    /// A weighing changes nothing, so whatever became of it, it can be done again; a balance that does not settle is
    /// left to the workflow's policy.
    private Next weighAgain(CommandRecord weighing) {
        var send = weigh(weighing.purpose());
        return switch (weighing.state()) {
            case REJECTED, DENIED -> course.again(weighing, send);
            case FAILED -> unsettled(weighing, send);
            case CANCELED, ABORTED -> Next.Finish.undone(weighing.code(), weighing.text());
            case INTERRUPTED, FORGOTTEN -> send;
            case ISSUED, ACCEPTED, RUNNING, PAUSED, SUCCEEDED -> new Next.Await(weighing);
        };
    }

    private Next unsettled(CommandRecord weighing, Next.Send send) {
        long tries = course.commands().stream()
                .filter(each -> each.purpose() == weighing.purpose() && each.state() == CommandState.FAILED)
                .count();
        return tries <= MOST_WEIGHINGS ? send : judged(weighing, send);
    }

    /// A person may have it weighed again; without a weight nothing can be dosed, so there is nothing to accept.
    private Next judged(CommandRecord weighing, Next.Send send) {
        if (course.request().onFailure().remedies().stream().noneMatch(FailurePolicy.Remedy.Ask.class::isInstance)) {
            return Next.Finish.undone(weighing.code(), weighing.text());
        }
        return course.verdicts()
                .apply(weighing.id())
                .<Next>map(verdict -> switch (verdict) {
                    case REPEAT -> send;
                    case ACCEPT, FAIL -> Next.Finish.undone(weighing.code(), "the balance gave no weight");
                })
                .orElseGet(() ->
                        new Next.Ask(weighing, "The balance of %s does not settle.".formatted(weighing.device())));
    }

    private Next after(CommandRecord dose, double beforeMg) {
        return switch (dose.state()) {
            case SUCCEEDED -> done(dose, beforeMg);
            case REJECTED -> course.again(dose, remainder(dose, beforeMg).orElseGet(course::begin));
            // A denial is believed of everything else; of a dose the balance is asked, it costs ten seconds.
            case DENIED -> measured(dose, beforeMg);
            case CANCELED, ABORTED -> Next.Finish.undone(dose.code(), dose.text());
            case INTERRUPTED, FORGOTTEN ->
                dose.neverStarted() ? remainder(dose, beforeMg).orElseGet(course::begin) : measured(dose, beforeMg);
            case FAILED -> {
                if (dose.code().equals(EMPTY)) {
                    // Nothing is wrong with the dose: the rest follows when somebody has filled the hopper up.
                    yield measured(dose, beforeMg);
                }
                // Some of it may be in the vial: whatever follows starts from the balance.
                var next = course.failed(dose, course.begin());
                yield next instanceof Next.Send retry ? measured(dose, beforeMg, retry) : next;
            }
            case ISSUED, ACCEPTED, RUNNING, PAUSED -> new Next.Await(dose);
        };
    }

    private Next measured(CommandRecord dose, double beforeMg, Next.Send retry) {
        var next = measured(dose, beforeMg);
        return next instanceof Next.Send send && send.purpose() == CommandPurpose.DO
                ? send.afterLab(retry.labPause()).avoiding(retry.avoid())
                : next;
    }

    /// The weighing after a dose that may have left something, or what follows from it.
    private Next measured(CommandRecord dose, double beforeMg) {
        var after = course.last(CommandPurpose.WEIGH_AFTER).filter(each -> each.number() > dose.number());
        if (after.isEmpty()) {
            return weigh(CommandPurpose.WEIGH_AFTER);
        }
        if (after.get().state() != CommandState.SUCCEEDED) {
            return weighAgain(after.get());
        }
        double delivered = net(after.get()) - beforeMg;
        double tolerance = toleranceMg();
        double missing = targetMg() - delivered;
        if (missing < -tolerance) {
            return new Next.Finish(
                    new ActionOutcome.Done(result(delivered, after.get())),
                    "%.1f mg were dosed for %.1f mg after an interruption".formatted(delivered, targetMg()));
        }
        return missing <= Math.max(tolerance, LEAST_MG)
                ? Next.Finish.done(result(delivered, after.get()))
                : send(missing);
    }

    /// The remainder that an earlier weighing left to dose, for a command that never started.
    private Optional<Next.Send> remainder(CommandRecord dose, double beforeMg) {
        return course.last(CommandPurpose.WEIGH_AFTER)
                .filter(each -> each.number() < dose.number() && each.state() == CommandState.SUCCEEDED)
                .map(after -> send(targetMg() - (net(after) - beforeMg)));
    }

    private Next.Send send(double milligrams) {
        var texts = new LinkedHashMap<>(course.request().params());
        texts.put(TARGET, milligrams + " mg");
        texts.put(TOLERANCE, Math.min(WIDEST_TOLERANCE_PCT, 100 * toleranceMg() / milligrams) + " %");
        return Next.Send.now(course.request().action(), texts, CommandPurpose.DO);
    }

    /// The dose went to its end; what an interrupted one left before counts too.
    private Next done(CommandRecord dose, double beforeMg) {
        var earlier = course.last(CommandPurpose.WEIGH_AFTER).filter(each -> each.number() < dose.number());
        if (earlier.isEmpty()) {
            return finished(dose.detail());
        }
        var result = new LinkedHashMap<>(dose.detail());
        result.put(NET, number(dose, NET) + net(earlier.get()) - beforeMg);
        // Three readings make this figure instead of one.
        result.put(SD, Math.sqrt(Math.pow(number(dose, SD), 2) + 2 * Math.pow(number(earlier.get(), SD), 2)));
        result.put("completed", true);
        return finished(result);
    }

    /// A doser that is content with too much makes a sample that can be used, with its true mass, and is doubted.
    private Next finished(Map<String, Object> result) {
        double net = result.get(NET) instanceof Number number ? number.doubleValue() : targetMg();
        return new Next.Finish(
                new ActionOutcome.Done(result),
                net > targetMg() + toleranceMg() ? "%.1f mg were dosed for %.1f mg".formatted(net, targetMg()) : null);
    }

    private static Map<String, Object> result(double delivered, CommandRecord after) {
        return Map.of(NET, delivered, SD, Math.sqrt(2) * number(after, SD), "stable", true, "completed", true);
    }

    private double targetMg() {
        return Quantity.parse(course.request().params().getOrDefault(TARGET, "0 mg"))
                .in("mg");
    }

    private double toleranceMg() {
        double percent = Quantity.parse(course.request().params().getOrDefault(TOLERANCE, "1 %"))
                .in("%");
        return Math.max(LEAST_TOLERANCE_MG, targetMg() * percent / 100);
    }

    private static double net(CommandRecord weighing) {
        return number(weighing, NET);
    }

    private static double number(CommandRecord command, String field) {
        return command.detail().get(field) instanceof Number number ? number.doubleValue() : 0;
    }
}
