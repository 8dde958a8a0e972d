package org.agate.workflows.validation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A piece of YAML with the place where it is written.
sealed interface Written {

    Spot spot();

    /// A text, number or truth value.
    ///
    /// @param quoted whether it surely is a text
    record Scalar(String text, boolean quoted, Spot spot) implements Written {}

    /// A list.
    record Sequence(List<Written> items, Spot spot) implements Written {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /// Names with values, in the order written.
    ///
    /// @param keys where each name is written
    record Mapping(Map<String, Written> values, Map<String, Spot> keys, Spot spot) implements Written {
        public Mapping {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
            keys = Map.copyOf(keys);
        }

        Optional<Written> get(String name) {
            return Optional.ofNullable(values.get(name));
        }

        /// A text below that name.
        Optional<Scalar> scalar(String name) {
            return get(name).filter(Scalar.class::isInstance).map(Scalar.class::cast);
        }

        /// A mapping below that name; an empty one here when there is none.
        Mapping mapping(String name) {
            return get(name)
                    .filter(Mapping.class::isInstance)
                    .map(Mapping.class::cast)
                    .orElseGet(() -> new Mapping(Map.of(), Map.of(), spot));
        }

        /// A list below that name; an empty one when there is none.
        List<Written> items(String name) {
            return get(name)
                    .filter(Sequence.class::isInstance)
                    .map(sequence -> ((Sequence) sequence).items())
                    .orElse(List.of());
        }

        Spot key(String name) {
            return keys.getOrDefault(name, spot);
        }
    }
}
