package org.agate.workflows.validation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.agate.workflows.WorkflowInvalid;
import org.agate.workflows.quantity.Quantity;
import org.agate.workflows.validation.Written.Mapping;
import org.agate.workflows.validation.Written.Scalar;

/// The parameters that a workflow or unit operation declares, checked for themselves.
final class Declared {

    private static final Set<String> TYPES = Set.of("number", "integer", "string", "boolean");
    private static final Set<String> KEYS =
            Set.of("title", "description", "type", "unit", "minimum", "maximum", "default", "enum", "examples");

    private final Mapping definition;
    private final Findings findings;

    Declared(Mapping definition, Findings findings) {
        this.definition = definition;
        this.findings = findings;
    }

    /// What is known of each parameter when a run starts.
    Map<String, Value> check() {
        var values = new LinkedHashMap<String, Value>();
        var properties = definition.mapping("properties");
        properties.values().forEach((name, written) -> {
            if (written instanceof Mapping property) {
                values.put(name, property(name, property));
            } else {
                findings.add(
                        written.spot(),
                        "workflow.schema",
                        "Parameter (%s) is not described by a mapping.".formatted(name),
                        "Maybe write {type: number, unit: mg}.");
            }
        });
        for (var name : definition.items("required")) {
            if (name instanceof Scalar(var text, var quoted, var spot)
                    && !properties.values().containsKey(text)) {
                findings.add(
                        spot,
                        "workflow.parameter.unknown",
                        "(%s) is required but not declared.".formatted(text),
                        "Maybe it is one of %s.".formatted(properties.values().keySet()));
            }
        }
        return values;
    }

    private Value property(String name, Mapping property) {
        property.values().keySet().stream()
                .filter(key -> !KEYS.contains(key))
                .forEach(key -> findings.add(
                        property.key(key),
                        "workflow.schema",
                        "(%s) is no keyword of a parameter.".formatted(key),
                        "Maybe it is one of %s."
                                .formatted(KEYS.stream().sorted().toList())));
        var type = property.scalar("type");
        if (type.isEmpty() || !TYPES.contains(type.get().text())) {
            findings.add(
                    type.map(Scalar::spot).orElse(property.spot()),
                    "workflow.type",
                    "Parameter (%s) has the type (%s)."
                            .formatted(name, type.map(Scalar::text).orElse("")),
                    "Maybe it is one of number, integer, string, boolean.");
            return new Value.Unknown();
        }
        return isNumber(type.get().text()) ? number(name, property) : text(property);
    }

    static boolean isNumber(String type) {
        return type.equals("number") || type.equals("integer");
    }

    private static Value text(Mapping property) {
        return property.scalar("default").isPresent() && property.get("enum").isPresent()
                ? new Value.Text(property.scalar("default").get().text())
                : new Value.Unknown();
    }

    private Value number(String name, Mapping property) {
        var unit = property.scalar("unit");
        if (unit.isEmpty()) {
            findings.add(
                    property.spot(),
                    "workflow.unit.missing",
                    "Number (%s) has no unit.".formatted(name),
                    "Maybe add unit: \"1\" for a plain number.");
            return new Value.Unknown();
        }
        try {
            new Quantity(0, unit.get().text());
        } catch (WorkflowInvalid e) {
            findings.add(
                    unit.get().spot(),
                    "workflow.unit.unknown",
                    "(%s) is not a UCUM unit.".formatted(unit.get().text()),
                    "Maybe it is one of mg, g, s, min, h, Cel, K, N, /min.");
            return new Value.Unknown();
        }
        double low = bound(property, "minimum").orElse(Double.NEGATIVE_INFINITY);
        double high = bound(property, "maximum").orElse(Double.POSITIVE_INFINITY);
        if (low > high) {
            findings.add(
                    property.key("minimum"),
                    "workflow.parameter.range",
                    "The range of (%s), %s to %s, is empty.".formatted(name, low, high),
                    "Maybe the two are swapped.");
            return new Value.Unknown();
        }
        return new Range(name, unit.get().text(), low, high).accept(property.scalar("default"), findings, low, high);
    }

    private Optional<Double> bound(Mapping property, String key) {
        return property.scalar(key).flatMap(written -> {
            try {
                return Optional.of(Double.parseDouble(written.text()));
            } catch (NumberFormatException e) {
                findings.add(
                        written.spot(),
                        "workflow.type",
                        "(%s) of a parameter is (%s), not a number.".formatted(key, written.text()),
                        "Maybe write the number without its unit: it is in the parameter's.");
                return Optional.empty();
            }
        });
    }

    /// A number's unit and ends, to check what is given for it.
    record Range(String name, String unit, double low, double high) {

        private Value accept(Optional<Scalar> preset, Findings findings, double least, double most) {
            preset.ifPresent(written -> check(new Value.Text(written.text()), written.spot(), findings));
            return Double.isInfinite(least) || Double.isInfinite(most)
                    ? new Value.Unknown()
                    : new Value.Amount(least, most, unit);
        }

        /// Complains when a value is no such quantity, or can be out of range.
        void check(Value value, Spot spot, Findings findings) {
            Optional<Value.Amount> amount;
            try {
                amount = value.amount();
            } catch (WorkflowInvalid e) {
                boolean unknownUnit = e.code().equals("workflow.unit.unknown");
                findings.add(
                        spot,
                        unknownUnit ? e.code() : "workflow.type",
                        unknownUnit
                                ? "%s is given as %s: that is no UCUM unit.".formatted(name, value)
                                : "(%s) is given as %s: that is no quantity.".formatted(name, value),
                        "Maybe write it like: 5 %s.".formatted(unit));
                return;
            }
            amount.ifPresent(known -> check(known, spot, findings));
        }

        private void check(Value.Amount amount, Spot spot, Findings findings) {
            if (amount.unit().equals("1") && !unit.equals("1") && !unit.equals("%")) {
                findings.add(
                        spot,
                        "workflow.unit.missing",
                        "(%s) of (%s) has no unit.".formatted(amount, name),
                        "Maybe write it with %s.".formatted(unit));
                return;
            }
            try {
                var here = amount.in(unit);
                if (here.low() < low || here.high() > high) {
                    findings.add(
                            spot,
                            "workflow.parameter.out-of-range",
                            "(%s) can be (%s), allowed is %s to %s %s.".formatted(name, amount, low, high, unit),
                            "Maybe choose another value, or another device.");
                }
            } catch (WorkflowInvalid e) {
                findings.add(
                        spot,
                        "workflow.unit.incompatible",
                        "(%s) of (%s) is not a quantity in (%s).".formatted(amount, name, unit),
                        "Maybe give it in %s.".formatted(unit));
            }
        }
    }
}
