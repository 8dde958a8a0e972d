package org.agate.workflows.expression;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import org.agate.workflows.WorkflowInvalid;
import org.agate.workflows.expression.Condition.Operator;
import org.agate.workflows.quantity.Quantity;
import org.jspecify.annotations.Nullable;

/// Compares two values of a run by what they are: quantities by size, whatever their units; texts as texts.
final class Comparison {

    private Comparison() {}

    static boolean isTrue(@Nullable Object value) {
        return value != null && String.valueOf(value).trim().equalsIgnoreCase("true");
    }

    static boolean holds(@Nullable Object left, Operator operator, @Nullable Object right) {
        return switch (operator) {
            case EQUAL -> isEqual(left, right);
            case DIFFERENT -> !isEqual(left, right);
            case EQUAL_IN_ANY_CASE -> lower(left).equals(lower(right));
            case CONTAINS -> contains(left, right);
            case CONTAINS_NOT -> !contains(left, right);
            case LESS -> order(left, operator, right) < 0;
            case LESS_OR_EQUAL -> order(left, operator, right) <= 0;
            case GREATER -> order(left, operator, right) > 0;
            case GREATER_OR_EQUAL -> order(left, operator, right) >= 0;
        };
    }

    private static boolean isEqual(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return left == right;
        }
        var one = quantity(left);
        var other = quantity(right);
        return one.isPresent() && other.isPresent()
                ? Double.compare(one.get().value(), inUnitOf(one.get(), other.get())) == 0
                : String.valueOf(left).equals(String.valueOf(right));
    }

    private static boolean contains(@Nullable Object left, @Nullable Object right) {
        return left instanceof Collection<?> list
                ? list.stream().anyMatch(each -> isEqual(each, right))
                : String.valueOf(left).contains(String.valueOf(right));
    }

    private static int order(@Nullable Object left, Operator operator, @Nullable Object right) {
        var one = quantity(left);
        var other = quantity(right);
        if (one.isEmpty() || other.isEmpty()) {
            throw new WorkflowInvalid(
                    "workflow.type",
                    "(%s %s %s) compares what is no quantity.".formatted(left, operator.written(), right),
                    "Maybe compare texts with == only.");
        }
        return Double.compare(one.get().value(), inUnitOf(one.get(), other.get()));
    }

    private static double inUnitOf(Quantity one, Quantity other) {
        if (one.unit().equals("1") != other.unit().equals("1")
                && !one.unit().equals("%")
                && !other.unit().equals("%")) {
            throw new WorkflowInvalid(
                    "workflow.unit.missing",
                    "(%s) is compared with (%s): one of them has no unit.".formatted(one, other),
                    "Maybe write it in quotes, with its unit: '100 mg'.");
        }
        return other.in(one.unit());
    }

    private static Optional<Quantity> quantity(@Nullable Object value) {
        if (value instanceof Number number) {
            return Optional.of(new Quantity(number.doubleValue(), "1"));
        }
        if (value instanceof String text
                && !text.isBlank()
                && "+-.0123456789".indexOf(text.trim().charAt(0)) >= 0) {
            try {
                return Optional.of(Quantity.parse(text));
            } catch (WorkflowInvalid e) {
                // Such as "2nd try": a text that begins with a digit.
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static String lower(@Nullable Object value) {
        return String.valueOf(value).toLowerCase(Locale.ROOT);
    }
}
