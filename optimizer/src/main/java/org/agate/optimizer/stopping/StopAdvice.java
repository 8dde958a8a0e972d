package org.agate.optimizer.stopping;

/// What one rule says; nothing stops by it unless the campaign's policy says so.
///
/// @param rule its name
/// @param value compared with `threshold`
/// @param reason a sentence for the scientist, with the numbers
public record StopAdvice(String rule, boolean stop, double value, double threshold, String reason) {

    static StopAdvice tooEarly(String rule, int measured, int needed) {
        return new StopAdvice(
                rule,
                false,
                Double.NaN,
                Double.NaN,
                "%d of the %d results are there that this rule needs.".formatted(measured, needed));
    }
}
