package org.agate.workflows.quantity;

import java.util.regex.Pattern;
import javax.measure.IncommensurableException;
import javax.measure.MeasurementException;
import javax.measure.UnconvertibleException;
import javax.measure.Unit;
import javax.measure.format.UnitFormat;
import org.agate.workflows.WorkflowInvalid;
import org.jspecify.annotations.Nullable;
import systems.uom.ucum.format.UCUMFormat;
import systems.uom.ucum.internal.format.TokenMgrError;

/// A number with its UCUM unit, such as `60 min` or `25 Cel`.
public record Quantity(double value, String unit) {

    private static final int LONGEST_UNIT = 60;
    private static final Pattern SPACES = Pattern.compile("^[\\s\\p{Zs}]+|[\\s\\p{Zs}]+$");
    /// The micro sign and the Greek letter, before a unit.
    private static final Pattern MICRO = Pattern.compile("[\\u00B5\\u03BC](?=[A-Za-z])");
    private static final Pattern CELSIUS = Pattern.compile("\\u00B0C|\\u2103|(?<![A-Za-z])Cel(?![A-Za-z])");
    private static final Pattern ANGLE =
            Pattern.compile("(?<![A-Za-z])(?:[munpkM]?rad|deg|gon|circ|[munp]?sr|'{1,2})(?![A-Za-z])");
    private static final Pattern TEXT =
            Pattern.compile("([-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?)[\\s\\p{Zs}]*([^\\s\\p{Zs}]*)");

    public Quantity {
        if (!Double.isFinite(value)) {
            throw new WorkflowInvalid(
                    "workflow.quantity.not-finite",
                    "(%s %s) is not a number.".formatted(value, unit),
                    "Maybe a parameter is missing.");
        }
        unit = spelled(unit);
        unit(unit);
    }

    /// Reads `60 min`; a bare number has the unit `1`.
    public static Quantity parse(String text) {
        var matcher = TEXT.matcher(SPACES.matcher(text).replaceAll(""));
        if (!matcher.matches()) {
            throw new WorkflowInvalid(
                    "workflow.quantity.malformed",
                    "(%s) is not a number with a unit.".formatted(text),
                    "Maybe write it like 60 min or 25 Cel.");
        }
        try {
            var unit = matcher.group(2).isEmpty() ? "1" : matcher.group(2);
            return new Quantity(Double.parseDouble(matcher.group(1)), unit);
        } catch (NumberFormatException e) {
            throw new WorkflowInvalid(
                    "workflow.quantity.malformed",
                    "(%s) is not a number.".formatted(matcher.group(1)),
                    "Maybe check the dots.",
                    e);
        }
    }

    /// The number in another unit.
    ///
    /// @throws WorkflowInvalid `workflow.unit.incompatible` when the two measure different things
    public double in(String wanted) {
        var there = spelled(wanted);
        if (there.equals(unit)) {
            return value;
        }
        // UCUM's radian is a plain number; a turn of a mill is none.
        if (isAngle(unit) != isAngle(there)) {
            throw new WorkflowInvalid(
                    "workflow.unit.incompatible",
                    "(%s) is an angle where (%s) counts, or the other way round.".formatted(this, wanted),
                    "Maybe give turns: one turn is 360 deg.");
        }
        try {
            double converted = unit(unit).getConverterToAny(unit(there)).convert(value);
            return new Quantity(converted, there).value();
        } catch (IncommensurableException | UnconvertibleException | UnsupportedOperationException e) {
            throw new WorkflowInvalid(
                    "workflow.unit.incompatible",
                    "(%s) is not a quantity in (%s).".formatted(this, wanted),
                    "Maybe give it in %s.".formatted(wanted),
                    e);
        }
    }

    /// As text that [#parse] reads back.
    @Override
    public String toString() {
        return value + " " + unit;
    }

    private static Unit<?> unit(String code) {
        if (code.equals("1")) {
            return tech.units.indriya.AbstractUnit.ONE;
        }
        try {
            // The UCUM parser is not thread-safe.
            synchronized (Quantity.class) {
                return format().parse(checked(code));
            }
        } catch (MeasurementException | TokenMgrError | NumberFormatException | ArithmeticException e) {
            throw unknown(code, e);
        }
    }

    /// UCUM codes are printable ASCII; the parser reports some others by an error of the virtual machine's kind.
    private static String checked(String code) {
        if (code.length() > LONGEST_UNIT || !code.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw unknown(code, null);
        }
        return code;
    }

    private static WorkflowInvalid unknown(String code, @Nullable Throwable cause) {
        return new WorkflowInvalid(
                "workflow.unit.unknown",
                "(%s) is not a UCUM unit.".formatted(code),
                "Maybe it is one of mg, g, s, min, Cel, N, /min.",
                cause);
    }

    /// The UCUM code of a unit as people write it: °C, µm, rpm.
    private static String spelled(String unit) {
        var trimmed = SPACES.matcher(unit).replaceAll("");
        return switch (trimmed) {
            case "\u00B0C", "\u2103", "Cel" -> "Cel";
            case "\u00B0" -> "deg";
            case "rpm" -> "/min";
            case "wt%" -> "%";
            // Beside other units a degree is a difference: 10 °C/min are 10 K/min.
            default -> kelvins(MICRO.matcher(trimmed).replaceAll("u"));
        };
    }

    private static String kelvins(String unit) {
        return unit.matches(".*[/.].*") ? CELSIUS.matcher(unit).replaceAll("K") : unit;
    }

    private static boolean isAngle(String code) {
        return ANGLE.matcher(code).find();
    }

    private static UnitFormat format() {
        return UCUMFormat.getInstance(UCUMFormat.Variant.CASE_SENSITIVE);
    }
}
