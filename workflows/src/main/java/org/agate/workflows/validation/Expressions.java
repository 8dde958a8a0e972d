package org.agate.workflows.validation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.agate.workflows.WorkflowInvalid;
import org.agate.workflows.expression.Condition;
import org.agate.workflows.expression.Condition.Operand;
import org.agate.workflows.expression.Reference;
import org.agate.workflows.expression.Template;
import org.agate.workflows.validation.Written.Mapping;
import org.agate.workflows.validation.Written.Scalar;

/// Checks expressions: of Camel's languages and functions only those that give the same after a restart.
final class Expressions {

    private static final Set<String> LANGUAGES = Set.of("simple", "constant");
    private static final Set<String> OTHER_LANGUAGES = Set.of(
            "bean",
            "csimple",
            "datasonnet",
            "exchangeProperty",
            "groovy",
            "header",
            "hl7terser",
            "java",
            "jq",
            "joor",
            "js",
            "jsonpath",
            "language",
            "method",
            "mvel",
            "ognl",
            "python",
            "ref",
            "spel",
            "tokenize",
            "variable",
            "wasm",
            "xpath",
            "xquery",
            "xtokenize");
    private final Findings findings;

    Expressions(Findings findings) {
        this.findings = findings;
    }

    /// The expression of an EIP, by its language; complains about every other language.
    Optional<Scalar> of(Mapping eip, String name) {
        var holder = eip.get("expression").isPresent() ? eip.mapping("expression") : eip;
        for (var key : holder.values().keySet()) {
            if (OTHER_LANGUAGES.contains(key)) {
                findings.add(
                        holder.key(key),
                        "workflow.language.forbidden",
                        "(%s) is written in the language (%s).".formatted(name, key),
                        "Maybe write it in simple or constant: others may give something else after a restart.");
                return Optional.empty();
            }
        }
        for (var language : LANGUAGES) {
            var written = holder.get(language);
            if (written.isPresent()) {
                return text(written.get());
            }
        }
        findings.add(
                eip.spot(),
                "workflow.schema",
                "(%s) has no expression.".formatted(name),
                "Maybe add simple: \"…\" or constant: \"…\".");
        return Optional.empty();
    }

    private static Optional<Scalar> text(Written written) {
        return switch (written) {
            case Scalar scalar -> Optional.of(scalar);
            case Mapping mapping -> mapping.scalar("expression");
            case Written.Sequence sequence -> Optional.empty();
        };
    }

    /// Complains about functions that are not allowed and variables that nobody sets.
    ///
    /// @return what is known of the text's value
    Value check(String text, Spot spot, Map<String, Value> variables) {
        try {
            var template = Template.parse(text);
            template.references().forEach(reference -> value(reference, spot, variables));
            if (template.references().isEmpty()) {
                return new Value.Text(text);
            }
            return template.alone()
                    .map(reference -> known(reference, variables))
                    .orElseGet(Value.Unknown::new);
        } catch (WorkflowInvalid e) {
            complain(e, spot);
            return new Value.Unknown();
        }
    }

    /// Complains about a condition that cannot be read, or that compares what cannot be compared.
    ///
    /// @return what is known of it: a text when it always or never holds
    Value condition(String text, Spot spot, Map<String, Value> variables) {
        try {
            return condition(Condition.parse(text.trim()), spot, variables);
        } catch (WorkflowInvalid e) {
            complain(e, spot);
            return new Value.Unknown();
        }
    }

    private Value condition(Condition condition, Spot spot, Map<String, Value> variables) {
        return switch (condition) {
            case Condition.Both(var left, var right) -> {
                condition(left, spot, variables);
                condition(right, spot, variables);
                yield new Value.Unknown();
            }
            case Condition.Either(var left, var right) -> {
                condition(left, spot, variables);
                condition(right, spot, variables);
                yield new Value.Unknown();
            }
            case Condition.Compared compared -> compared(compared, spot, variables);
            case Condition.True(var operand) -> {
                var value = value(operand, spot, variables);
                yield operand instanceof Operand.Literal ? value : new Value.Unknown();
            }
        };
    }

    private Value compared(Condition.Compared compared, Spot spot, Map<String, Value> variables) {
        var left = value(compared.left(), spot, variables);
        var right = value(compared.right(), spot, variables);
        var one = amount(left);
        var other = amount(right);
        if (one.isPresent() && other.isPresent()) {
            comparable(one.get(), other.get(), spot);
        } else if (compared.operator().isOfOrder() && (isPlain(left, one) || isPlain(right, other))) {
            findings.add(
                    spot,
                    "workflow.type",
                    "(%s) compares what is no quantity."
                            .formatted(compared.operator().written()),
                    "Maybe compare texts with == only.");
        }
        return new Value.Unknown();
    }

    private static boolean isPlain(Value value, Optional<Value.Amount> amount) {
        return value instanceof Value.Text && amount.isEmpty();
    }

    private static Optional<Value.Amount> amount(Value value) {
        try {
            return value.amount();
        } catch (WorkflowInvalid e) {
            return Optional.empty();
        }
    }

    private void comparable(Value.Amount one, Value.Amount other, Spot spot) {
        boolean bare = one.unit().equals("1") != other.unit().equals("1");
        if (bare && !one.unit().equals("%") && !other.unit().equals("%")) {
            findings.add(
                    spot,
                    "workflow.unit.missing",
                    "(%s) is compared with (%s): one of them has no unit.".formatted(one, other),
                    "Maybe write it in quotes, with its unit: '100 mg'.");
            return;
        }
        try {
            other.in(one.unit());
        } catch (WorkflowInvalid e) {
            findings.add(
                    spot,
                    "workflow.unit.incompatible",
                    "(%s) is compared with (%s): they are of different kinds.".formatted(one, other),
                    "Maybe another variable was meant.");
        }
    }

    private Value value(Operand operand, Spot spot, Map<String, Value> variables) {
        return switch (operand) {
            case Operand.Named(var reference) -> {
                value(reference, spot, variables);
                yield known(reference, variables);
            }
            case Operand.Literal(var literal) ->
                literal instanceof Double number
                        ? new Value.Amount(number, number, "1")
                        : new Value.Text(String.valueOf(literal));
        };
    }

    /// Complains about a variable that nobody sets, and about a field that its result does not have.
    private void value(Reference reference, Spot spot, Map<String, Value> variables) {
        if (reference.source() != Reference.Source.VARIABLE) {
            return;
        }
        var variable = variables.get(reference.name());
        if (variable == null) {
            findings.add(
                    spot,
                    "workflow.variable.unknown",
                    "Nobody sets the variable (%s) before it is used here.".formatted(reference.name()),
                    "Maybe it is one of %s.".formatted(List.copyOf(variables.keySet())));
        } else if (variable instanceof Value.Fields(var fields)
                && !reference.path().isEmpty()
                && !fields.contains(reference.path().getFirst())) {
            findings.add(
                    spot,
                    "workflow.result.unknown",
                    "(%s) has no field (%s), only %s."
                            .formatted(
                                    reference.name(),
                                    reference.path().getFirst(),
                                    fields.stream().sorted().toList()),
                    "Maybe it is spelled differently in the factsheet.");
        }
    }

    private static Value known(Reference reference, Map<String, Value> variables) {
        return reference.source() == Reference.Source.VARIABLE
                        && reference.path().isEmpty()
                ? variables.getOrDefault(reference.name(), new Value.Unknown())
                : new Value.Unknown();
    }

    private void complain(WorkflowInvalid fault, Spot spot) {
        var lines = String.valueOf(fault.getMessage()).split("\n", 2);
        findings.add(spot, fault.code(), lines[0], lines.length > 1 ? lines[1] : "");
    }
}
