package org.agate.workflows.validation;

import java.util.Optional;
import java.util.Set;
import org.agate.workflows.WorkflowInvalid;
import org.agate.workflows.quantity.Quantity;

/// What is known of a variable before anything runs.
sealed interface Value {

    /// Nothing but that it has a value.
    record Unknown() implements Value {}

    /// A text as written; it may be read as a quantity.
    record Text(String text) implements Value {}

    /// The result of an action, by the names of its fields.
    record Fields(Set<String> names) implements Value {
        public Fields {
            names = Set.copyOf(names);
        }
    }

    /// A quantity between two ends.
    record Amount(double low, double high, String unit) implements Value {

        /// Both ends in another unit.
        ///
        /// @throws WorkflowInvalid when the two measure different things
        Amount in(String wanted) {
            return new Amount(new Quantity(low, unit).in(wanted), new Quantity(high, unit).in(wanted), wanted);
        }

        @Override
        public String toString() {
            return low == high ? "%s %s".formatted(low, unit) : "%s to %s %s".formatted(low, high, unit);
        }
    }

    /// The quantity, as far as it is known.
    ///
    /// @throws WorkflowInvalid when it is a text that is none
    default Optional<Amount> amount() {
        return switch (this) {
            case Unknown unknown -> Optional.empty();
            case Fields fields -> Optional.empty();
            case Amount amount -> Optional.of(amount);
            case Text(var text) -> {
                var quantity = Quantity.parse(text);
                yield Optional.of(new Amount(quantity.value(), quantity.value(), quantity.unit()));
            }
        };
    }
}
