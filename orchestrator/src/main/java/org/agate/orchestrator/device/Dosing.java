package org.agate.orchestrator.device;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.agate.workflows.action.ActionOutcome;
import org.agate.workflows.action.FailurePolicy;
import org.agate.workflows.quantity.Quantity;

/// The course of a dose: weigh, dose, and when the dose was interrupted weigh again and dose only what is missing.
///
/// The outcome of a dose that was completed is what one balance saw before and after, never what was asked for. A
/// reading that is missing, unstable, of another balance or of one that may have lost its zero decides nothing: the
/// vessel is weighed again, and then a person is asked.
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
        var last = course.commands().isEmpty() ? null : course.commands().getLast();
        if (last == null) {
            return weigh(CommandPurpose.WEIGH_BEFORE);
        }
        return last.purpose() == CommandPurpose.DO ? after(last) : weighed(last);
    }

    private static Next.Send weigh(CommandPurpose purpose) {
        return Next.Send.now(WEIGH, Map.of(), purpose);
    }

    /// What follows when the last command was a weighing.
    private Next weighed(CommandRecord weighing) {
        var reading = Reading.of(weighing);
        if (reading.isEmpty()) {
            return weighAgain(weighing);
        }
        var account = account();
        if (account.doubt() != null) {
            return ask(weighing, account.doubt());
        }
        double delivered = account.deliveredMg();
        double missing = targetMg() - delivered;
        if (delivered == 0 && account.segments() == 0) {
            return course.begin().avoiding(failedElsewhere(weighing));
        }
        if (missing < -toleranceMg()) {
            return new Next.Finish(
                    new ActionOutcome.Done(result(account)),
                    "%.1f mg were dosed for %.1f mg after an interruption".formatted(delivered, targetMg()));
        }
        if (missing <= Math.max(toleranceMg(), LEAST_MG)) {
            return Next.Finish.done(result(account));
        }
        return send(missing, weighing);
    }

    /// A weighing changes nothing, so whatever became of it, it can be done again; a balance that does not settle is
    /// left to the workflow's policy, and one that gives no usable reading to a person.
    private Next weighAgain(CommandRecord weighing) {
        var send = weigh(weighing.purpose()).avoiding(failedElsewhere(weighing));
        return switch (weighing.state()) {
            case REJECTED, DENIED -> course.again(weighing, send);
            case FAILED -> tries(weighing) <= MOST_WEIGHINGS ? send : judged(weighing, send);
            case SUCCEEDED ->
                tries(weighing) <= MOST_WEIGHINGS
                        ? send
                        : ask(
                                weighing,
                                "The balance of %s gives no stable mass: %s"
                                        .formatted(weighing.device(), weighing.outcome()));
            case CANCELED, ABORTED -> Next.Finish.undone(weighing.code(), weighing.text());
            case INTERRUPTED, FORGOTTEN -> send;
            case ISSUED, ACCEPTED, RUNNING, PAUSED -> new Next.Await(weighing);
        };
    }

    /// How often in a row the vessel was weighed without a usable reading.
    private long tries(CommandRecord weighing) {
        return course.trailing(each -> each.purpose() == weighing.purpose()
                && (each.state() == CommandState.FAILED || each.state() == CommandState.SUCCEEDED)
                && Reading.of(each).isEmpty());
    }

    /// A person may have it weighed again; without a weight nothing can be dosed, so there is nothing to accept.
    private Next judged(CommandRecord weighing, Next.Send send) {
        if (course.request().onFailure().remedies().stream().noneMatch(FailurePolicy.Remedy.Ask.class::isInstance)) {
            return Next.Finish.undone(weighing.code(), weighing.text());
        }
        return decided(weighing, send)
                .orElseGet(() ->
                        new Next.Ask(weighing, "The balance of %s does not settle.".formatted(weighing.device())));
    }

    private Optional<Next> decided(CommandRecord weighing, Next.Send again) {
        return course.verdicts().apply(weighing.id()).map(verdict -> switch (verdict) {
            case REPEAT -> again;
            case ACCEPT, FAIL -> Next.Finish.undone(weighing.code(), "the balance gave no weight");
        });
    }

    /// Whatever the policy says: nobody can prove what is in the vessel, and a guess would be a double dose.
    private Next ask(CommandRecord weighing, String question) {
        return decided(weighing, weigh(weighing.purpose()))
                .orElseGet(() -> new Next.Ask(
                        weighing, question + ". Weigh again (REPEAT) when that is mended, or end the step (FAIL)."));
    }

    /// What follows when the last command was a dose.
    private Next after(CommandRecord dose) {
        return switch (dose.state()) {
            case SUCCEEDED -> done(dose);
            case REJECTED -> remainder(dose) instanceof Next.Send again ? course.again(dose, again) : remainder(dose);
            // A denial is believed of everything else; of a dose the balance is asked, it costs ten seconds.
            case DENIED -> weigh(CommandPurpose.WEIGH_AFTER);
            case CANCELED, ABORTED -> Next.Finish.undone(dose.code(), dose.text());
            case INTERRUPTED, FORGOTTEN -> dose.neverStarted() ? remainder(dose) : weigh(CommandPurpose.WEIGH_AFTER);
            case FAILED -> {
                if (dose.code().equals(EMPTY)) {
                    // Nothing is wrong with the dose: the rest follows when somebody has filled the hopper up.
                    yield weigh(CommandPurpose.WEIGH_AFTER);
                }
                // Some of it may be in the vial: whatever follows starts from the balance.
                var next = course.failed(dose, course.begin());
                yield next instanceof Next.Send ? weigh(CommandPurpose.WEIGH_AFTER) : next;
            }
            case ISSUED, ACCEPTED, RUNNING, PAUSED -> new Next.Await(dose);
        };
    }

    /// What a dose that never started was to add, from the balance's last word.
    private Next remainder(CommandRecord dose) {
        var account = account();
        return account.segments() == 0
                ? course.begin().avoiding(failedElsewhere(dose))
                : send(targetMg() - account.deliveredMg(), dose);
    }

    /// The doses and what the balances say of them, in order.
    private DoseAccount account() {
        return DoseAccount.of(course.commands(), toleranceMg());
    }

    /// Doses what is missing; a retry that the failure policy has decided keeps its pause and its choice of a device.
    /// On another device, and after a pause, the vessel is weighed first: another balance has another zero, and
    /// somebody may have set this one to zero meanwhile.
    private Next send(double milligrams, CommandRecord last) {
        if (milligrams > targetMg() + toleranceMg()) {
            // Cannot follow from readings that were accepted; a dose beyond the target is never sent all the same.
            return ask(last, "%.1f mg seem to be missing of %.1f mg".formatted(milligrams, targetMg()));
        }
        var texts = new LinkedHashMap<>(course.request().params());
        texts.put(TARGET, milligrams + " mg");
        texts.put(TOLERANCE, Math.min(WIDEST_TOLERANCE_PCT, 100 * toleranceMg() / milligrams) + " %");
        var send = Next.Send.now(course.request().action(), texts, CommandPurpose.DO);
        var failed = course.last(CommandPurpose.DO).filter(dose -> dose.state() == CommandState.FAILED);
        boolean weighedAfterPause = last.purpose() == CommandPurpose.WEIGH_BEFORE;
        if (failed.isEmpty() || failed.get().code().equals(EMPTY) || weighedAfterPause) {
            return send.avoiding(failedElsewhere(last));
        }
        if (!(course.failed(failed.get(), send) instanceof Next.Send retry)) {
            return send;
        }
        boolean elsewhere = retry.avoid().contains(last.device());
        boolean later = retry.labPause().isPositive() && last.purpose() == CommandPurpose.WEIGH_AFTER;
        var next = elsewhere || later ? weigh(CommandPurpose.WEIGH_BEFORE) : send;
        return next.avoiding(retry.avoid()).afterLab(retry.labPause());
    }

    /// The devices that the failure policy has left behind: the vessel stands in another one by now.
    private Set<String> failedElsewhere(CommandRecord last) {
        var failed = course.failedDevices();
        return failed.contains(last.device()) ? Set.of() : failed;
    }

    /// The dose went to its end; what an interrupted one left before counts too. A doser that says nothing usable of
    /// what it did is not believed: the vessel is weighed.
    private Next done(CommandRecord dose) {
        var own = Reading.of(dose);
        if (own.isEmpty()) {
            return weigh(CommandPurpose.WEIGH_AFTER);
        }
        var account = account();
        var result = new LinkedHashMap<>(dose.detail());
        if (account.segments() > 1) {
            result.putAll(result(account));
        }
        return finished(result, account.deliveredMg());
    }

    /// A doser that is content with too much or too little makes a sample that can be used, with its true mass, and
    /// is doubted.
    private Next finished(Map<String, Object> result, double net) {
        return new Next.Finish(
                new ActionOutcome.Done(result),
                Math.abs(net - targetMg()) > toleranceMg()
                        ? "%.1f mg were dosed for %.1f mg".formatted(net, targetMg())
                        : null);
    }

    /// A standard deviation that nobody has said is left out, never zero.
    private static Map<String, Object> result(DoseAccount account) {
        var result = new LinkedHashMap<String, Object>();
        result.put(NET, account.deliveredMg());
        if (Double.isFinite(account.sdMg())) {
            result.put(SD, account.sdMg());
        }
        result.put("stable", true);
        result.put("completed", true);
        return result;
    }

    private double targetMg() {
        return quantity(TARGET, "0 mg", "mg");
    }

    private double toleranceMg() {
        return Math.max(LEAST_TOLERANCE_MG, targetMg() * quantity(TOLERANCE, "1 %", "%") / 100);
    }

    private double quantity(String name, String preset, String unit) {
        return Quantity.parse(course.request().params().getOrDefault(name, preset))
                .in(unit);
    }
}
