package org.agate.orchestrator.device;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How much of a dose is in its vessel, added up from the readings before and after each command that may have
/// dosed.
///
/// @param deliveredMg milligrams
/// @param sdMg standard deviation; NaN when a balance did not say how good it is
/// @param segments how many commands it is the sum of
/// @param doubt why the sum is not believed; null when it is
record DoseAccount(
        double deliveredMg,
        double sdMg,
        int segments,
        @Nullable String doubt) {

    /// Adds up the commands of a step that are over.
    ///
    /// @param toleranceMg of the dose; what is less counts as noise of the balance
    static DoseAccount of(List<CommandRecord> commands, double toleranceMg) {
        var sum = new Sum(toleranceMg);
        commands.forEach(sum::add);
        return sum.total();
    }

    private static final class Sum {

        private final double noiseMg;
        private double delivered;
        private double variance;
        private int segments;
        private @Nullable Reading before;
        private @Nullable CommandRecord open;
        private boolean restarted;
        private @Nullable String doubt;

        private Sum(double toleranceMg) {
            this.noiseMg = toleranceMg;
        }

        private void add(CommandRecord command) {
            var reading = Reading.of(command).orElse(null);
            if (command.purpose() == CommandPurpose.DO) {
                dosed(command, reading);
            } else if (reading != null) {
                weighed(reading);
            } else if (open != null && isRestart(command)) {
                // What the dose has left may have become the balance's zero while it was weighed.
                restarted = true;
            }
        }

        private void dosed(CommandRecord dose, @Nullable Reading own) {
            if (dose.neverStarted() && dose.state() != CommandState.DENIED) {
                return;
            }
            if (own != null) {
                // The doser has weighed what it added, against its own zero of that moment.
                count(own.netMg(), own.sdMg());
                open = null;
                before = null;
                return;
            }
            open = dose;
            restarted = isRestart(dose);
        }

        private static boolean isRestart(CommandRecord command) {
            return command.state() == CommandState.INTERRUPTED || command.state() == CommandState.FORGOTTEN;
        }

        private void weighed(Reading reading) {
            var dose = open;
            var earlier = before;
            if (dose == null) {
                before = reading;
                return;
            }
            doubt = doubt(reading, earlier);
            if (doubt == null && earlier != null) {
                count(reading.since(earlier), reading.sdSince(earlier));
                open = null;
                before = reading;
            }
        }

        private @Nullable String doubt(Reading reading, @Nullable Reading earlier) {
            if (earlier == null) {
                return "%s was not weighed before the dose".formatted(reading.device());
            }
            if (!reading.isOfSameBalance(earlier)) {
                return "The vessel was weighed on %s before the dose and on %s after it"
                        .formatted(earlier.device(), reading.device());
            }
            double added = reading.since(earlier);
            if (added < -noiseMg) {
                return "The balance of %s shows %.1f mg less than before the dose (%.1f mg, then %.1f mg)"
                        .formatted(reading.device(), -added, earlier.netMg(), reading.netMg());
            }
            return restarted && !reading.keptZero(earlier, noiseMg)
                    ? "%s restarted during the dose and its balance shows %.1f mg: it may have lost its zero"
                            .formatted(reading.device(), reading.netMg())
                    : null;
        }

        private void count(double milligrams, double sd) {
            delivered += milligrams;
            variance += sd * sd;
            segments++;
        }

        private DoseAccount total() {
            return new DoseAccount(delivered, Math.sqrt(variance), segments, doubt);
        }
    }
}
