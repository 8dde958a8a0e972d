package org.agate.workflows.quantity;

import java.util.regex.Pattern;
import javax.measure.IncommensurableException;
import javax.measure.MeasurementException;
import javax.measure.UnconvertibleException;
import javax.measure.Unit;
import javax.measure.format.UnitFormat;
import org.agate.workflows.WorkflowInvalid;
import systems.uom.ucum.format.UCUMFormat;

/// A number with its UCUM unit, such as `60 min` or `25 Cel`.
public record Quantity(double value, String unit) {

    private static final Pattern TEXT = Pattern.compile("\\s*([-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?)\\s*(\\S*)\\s*");

    public Quantity {
        if (!Double.isFinite(value)) {
            throw new WorkflowInvalid(
                    "workflow.quantity.not-finite",
                    "(%s %s) is not a number.".formatted(value, unit),
                    "Maybe a parameter is missing.");
        }
        unit(unit);
    }

    /// Reads `60 min`; a bare number has the unit `1`.
    public static Quantity parse(String text) {
        var matcher = TEXT.matcher(text);
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
        if (wanted.equals(unit)) {
            return value;
        }
        try {
            return unit(unit).getConverterToAny(unit(wanted)).convert(value);
        } catch (IncommensurableException | UnconvertibleException e) {
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
                return format().parse(code);
            }
        } catch (MeasurementException e) {
            throw new WorkflowInvalid(
                    "workflow.unit.unknown",
                    "(%s) is not a UCUM unit.".formatted(code),
                    "Maybe it is one of mg, g, s, min, Cel, N, /min.",
                    e);
        }
    }

    private static UnitFormat format() {
        return UCUMFormat.getInstance(UCUMFormat.Variant.CASE_SENSITIVE);
    }
}
