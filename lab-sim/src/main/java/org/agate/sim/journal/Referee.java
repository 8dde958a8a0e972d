package org.agate.sim.journal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.agate.sim.journal.LabJournal.Line;
import org.agate.sim.journal.Violation.Rule;
import org.jspecify.annotations.Nullable;

/// Reads a journal from its first line to its last and names everything that must not be.
public final class Referee {

    /// Molar masses are given to 0.01 g/mol, so a reaction is balanced to about 1e-5 of the powder.
    private static final double RELATIVE_TOLERANCE = 1e-4;

    private static final double TOLERANCE_MG = 1e-4;

    private final List<Violation> violations = new ArrayList<>();
    private final Set<UUID> started = new HashSet<>();
    private final Map<String, UUID> moving = new HashMap<>();
    private final Set<String> stopped = new HashSet<>();
    private final Map<String, String> positions = new HashMap<>();
    private final Map<String, Double> contents = new HashMap<>();
    private final Map<String, Double> hoppers = new HashMap<>();
    private double dosed;
    private double spilt;
    private double gas;
    private double discarded;
    private double stocked;
    private int line;

    /// The account of a whole journal. Masses in milligrams.
    ///
    /// @param executions commands that moved something
    /// @param dosed taken from all hoppers
    /// @param inSamples in all vials at the end
    public record Verdict(
            List<Violation> violations,
            int lines,
            int executions,
            int samples,
            double dosed,
            double inSamples,
            double discarded,
            double spilt,
            double gas) {

        public boolean isClean() {
            return violations.isEmpty();
        }
    }

    private Referee() {}

    public static Verdict judge(List<Line> lines) {
        var referee = new Referee();
        for (var line : lines) {
            referee.line++;
            referee.watch(line.happening());
        }
        return referee.verdict(lines.size());
    }

    private Verdict verdict(int lines) {
        double inSamples = contents.values().stream().mapToDouble(mg -> mg).sum();
        balance("the whole laboratory", inSamples + discarded + spilt + gas, dosed);
        double left = hoppers.values().stream().mapToDouble(mg -> mg).sum();
        exactly("all hoppers", left + dosed, stocked);
        return new Verdict(
                List.copyOf(violations),
                lines,
                started.size(),
                contents.size(),
                dosed,
                inSamples,
                discarded,
                spilt,
                gas);
    }

    private void watch(Happening happening) {
        var device = Happening.device(happening);
        switch (happening) {
            case Happening.Stocked it -> {
                stocked += it.milligrams() - hoppers.getOrDefault(it.material(), 0.0);
                hoppers.put(it.material(), it.milligrams());
            }
            case Happening.Placed it -> {
                occupy(it.sample(), it.position());
                contents.put(it.sample(), 0.0);
            }
            case Happening.Started it -> {
                if (!started.add(it.commandId())) {
                    violated(
                            Rule.EXECUTED_ONCE,
                            "%s %s %s again, command %s"
                                    .formatted(it.device(), it.action(), it.sample(), it.commandId()));
                }
                atRestWhenStopped(it.device(), it.action());
                if (moving.containsKey(it.device())) {
                    violated(
                            Rule.ONE_AT_A_TIME,
                            "%s began %s before it had ended another".formatted(it.device(), it.action()));
                }
                moving.put(it.device(), it.commandId());
            }
            case Happening.Ended it -> moving.remove(it.device(), it.commandId());
            case Happening.Moved it -> {
                commanded(device, "moved " + it.sample());
                atRestWhenStopped(it.device(), "moved " + it.sample());
                if (!it.from().equals(positions.get(it.sample()))) {
                    violated(
                            Rule.WHERE_IT_STANDS,
                            "%s left %s but stood at %s".formatted(it.sample(), it.from(), positions.get(it.sample())));
                }
                occupy(it.sample(), it.to());
            }
            case Happening.Poured it -> poured(it);
            case Happening.Treated it -> treated(it);
            case Happening.Dropped it -> {
                commanded(device, "dropped " + it.sample());
                atRestWhenStopped(it.device(), "dropped " + it.sample());
                balance(it.sample(), it.spilt(), contents.getOrDefault(it.sample(), 0.0));
                spilt += it.spilt();
                contents.remove(it.sample());
                positions.remove(it.sample());
            }
            case Happening.Discarded it -> {
                balance(it.sample(), it.milligrams(), contents.getOrDefault(it.sample(), 0.0));
                discarded += it.milligrams();
                contents.remove(it.sample());
                positions.remove(it.sample());
            }
            case Happening.Door it -> {
                commanded(device, "moved its door");
                atRestWhenStopped(it.device(), "door");
                if (it.open() && it.celsius() > it.limit()) {
                    violated(
                            Rule.NO_DOOR_OPENED_HOT,
                            "%s opened at %.0f °C, limit %.0f °C".formatted(it.device(), it.celsius(), it.limit()));
                }
            }
            case Happening.Warmed it -> {}
            case Happening.Stopped it -> stopped.add(it.device());
            case Happening.Cleared it -> stopped.remove(it.device());
        }
    }

    private void poured(Happening.Poured it) {
        commanded(it.device(), "poured into " + it.sample());
        atRestWhenStopped(it.device(), "poured into " + it.sample());
        standsAt(it.sample(), it.device());
        exactly("the hopper of " + it.material(), it.left() + it.taken(), hoppers.getOrDefault(it.material(), 0.0));
        if (it.left() < -TOLERANCE_MG) {
            violated(Rule.MASS_BALANCE, "the hopper of %s holds %.4f mg".formatted(it.material(), it.left()));
        }
        hoppers.put(it.material(), it.left());
        exactly("a pour into " + it.sample(), it.into() + it.spilt(), it.taken());
        double before = contents.getOrDefault(it.sample(), 0.0);
        balance(it.sample(), it.vessel().milligrams(), before + it.into());
        contents.put(it.sample(), it.vessel().milligrams());
        dosed += it.taken();
        spilt += it.spilt();
    }

    /// What was done until a stop is booked after it: that is no motion.
    private void treated(Happening.Treated it) {
        commanded(it.device(), it.action() + " " + it.sample());
        standsAt(it.sample(), it.device());
        double before = contents.getOrDefault(it.sample(), 0.0);
        balance(it.sample(), it.vessel().milligrams() + it.spilt() + it.gas(), before);
        contents.put(it.sample(), it.vessel().milligrams());
        spilt += it.spilt();
        gas += it.gas();
    }

    private void occupy(String sample, String position) {
        positions.forEach((other, where) -> {
            if (where.equals(position) && !other.equals(sample)) {
                violated(Rule.ONE_SAMPLE_PER_SLOT, "%s came to %s where %s stands".formatted(sample, position, other));
            }
        });
        positions.put(sample, position);
    }

    private void standsAt(String sample, String device) {
        var where = positions.getOrDefault(sample, "nowhere");
        if (!where.startsWith(device + "/")) {
            violated(Rule.WHERE_IT_STANDS, "%s works on %s, which stands at %s".formatted(device, sample, where));
        }
    }

    private void commanded(@Nullable String device, String what) {
        if (device == null || !moving.containsKey(device)) {
            violated(Rule.COMMANDED, "%s %s without a command".formatted(device, what));
        }
    }

    private void atRestWhenStopped(String device, String what) {
        if (stopped.contains(device)) {
            violated(Rule.NO_MOTION_WHILE_STOPPED, "%s %s while stopped".formatted(device, what));
        }
    }

    /// Without a reaction nothing may be lost in rounding molar masses.
    private void exactly(String where, double found, double expected) {
        if (Math.abs(found - expected) > TOLERANCE_MG) {
            violated(Rule.MASS_BALANCE, "%s: %.6f mg found, %.6f mg expected".formatted(where, found, expected));
        }
    }

    private void balance(String where, double found, double expected) {
        if (Math.abs(found - expected) > TOLERANCE_MG + RELATIVE_TOLERANCE * Math.abs(expected)) {
            violated(Rule.MASS_BALANCE, "%s: %.4f mg found, %.4f mg expected".formatted(where, found, expected));
        }
    }

    private void violated(Rule rule, String text) {
        violations.add(new Violation(line, rule, text));
    }
}
