package org.agate.orchestrator.device;

import java.util.Optional;

/// What a balance has said: a net mass in a vessel.
///
/// @param device whose balance it was: readings of two balances are never compared
/// @param netMg milligrams
/// @param sdMg standard deviation; NaN when the balance did not say
/// @param grossMg milligrams with the vessel, against a zero that a restart does not move; NaN when it did not say
record Reading(String device, double netMg, double sdMg, double grossMg) {

    private static final String NET = "net_mg";
    private static final String SD = "sd_mg";
    private static final String GROSS = "gross_mg";

    /// The reading in a command's result; empty when it has no finite mass, says that it is not
    /// stable, or is not what the factsheet promises.
    static Optional<Reading> of(CommandRecord command) {
        if (command.state() != CommandState.SUCCEEDED
                || Boolean.FALSE.equals(command.detail().get("stable"))
                || command.detail().containsKey(CommandLedger.COMPLAINT)) {
            return Optional.empty();
        }
        double net = number(command, NET);
        double sd = number(command, SD);
        return Double.isFinite(net) && !(sd < 0)
                ? Optional.of(new Reading(command.device(), net, sd, number(command, GROSS)))
                : Optional.empty();
    }

    private static double number(CommandRecord command, String field) {
        return command.detail().get(field) instanceof Number number && Double.isFinite(number.doubleValue())
                ? number.doubleValue()
                : Double.NaN;
    }

    boolean isOfSameBalance(Reading other) {
        return device.equals(other.device);
    }

    /// The milligrams that came since an earlier reading of the same balance.
    double since(Reading earlier) {
        return netMg - earlier.netMg;
    }

    /// The standard deviation of [#since]; NaN when either is unknown.
    double sdSince(Reading earlier) {
        return Math.hypot(sdMg, earlier.sdMg);
    }

    /// Whether the balance has kept its zero since an earlier reading, as far as the two can show it.
    ///
    /// A balance that sets its zero at power-up reads nothing for what stood on it then. So a reading that is not
    /// near zero proves that it did not, and so does a gross mass that is still there.
    ///
    /// @param noiseMg below which a mass counts as nothing
    boolean keptZero(Reading earlier, double noiseMg) {
        if (Double.isFinite(grossMg) && Double.isFinite(earlier.grossMg)) {
            return grossMg > noiseMg && grossMg - earlier.grossMg > -noiseMg;
        }
        return Math.abs(netMg) > noiseMg;
    }
}
