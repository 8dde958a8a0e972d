package org.agate.workflows.expression;

import org.agate.workflows.WorkflowInvalid;
import org.agate.workflows.expression.Reference.Values;
import org.jspecify.annotations.Nullable;

/// A condition of a `when` or `filter`.
public sealed interface Condition {

    /// Both hold.
    record Both(Condition left, Condition right) implements Condition {}

    /// At least one holds.
    record Either(Condition left, Condition right) implements Condition {}

    /// Two values beside each other.
    record Compared(Operand left, Operator operator, Operand right) implements Condition {}

    /// A value that is true.
    record True(Operand operand) implements Condition {}

    /// A value in a condition.
    sealed interface Operand {

        /// A named one.
        record Named(Reference reference) implements Operand {}

        /// A text in quotes, a number, a truth value or null.
        record Literal(@Nullable Object value) implements Operand {}

        default @Nullable Object in(Values values) {
            return switch (this) {
                case Named(var reference) -> reference.in(values);
                case Literal(var value) -> value;
            };
        }
    }

    /// How two values are compared, as Camel's simple language writes it.
    enum Operator {
        EQUAL("=="),
        EQUAL_IN_ANY_CASE("=~"),
        DIFFERENT("!="),
        LESS_OR_EQUAL("<="),
        GREATER_OR_EQUAL(">="),
        LESS("<"),
        GREATER(">"),
        CONTAINS("contains"),
        CONTAINS_NOT("!contains");

        private final String written;

        Operator(String written) {
            this.written = written;
        }

        public String written() {
            return written;
        }

        /// Whether it asks which of two quantities is larger.
        public boolean isOfOrder() {
            return switch (this) {
                case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> true;
                case EQUAL, EQUAL_IN_ANY_CASE, DIFFERENT, CONTAINS, CONTAINS_NOT -> false;
            };
        }
    }

    /// @throws WorkflowInvalid `workflow.expression.malformed` or `workflow.function.forbidden`
    static Condition parse(String text) {
        return new ConditionReader(text).read();
    }

    /// Whether it holds.
    ///
    /// @throws WorkflowInvalid when two values cannot be compared, such as a duration with a bare number
    default boolean holds(Values values) {
        return switch (this) {
            case Both(var left, var right) -> left.holds(values) && right.holds(values);
            case Either(var left, var right) -> left.holds(values) || right.holds(values);
            case Compared(var left, var operator, var right) ->
                Comparison.holds(left.in(values), operator, right.in(values));
            case True(var operand) -> Comparison.isTrue(operand.in(values));
        };
    }
}
