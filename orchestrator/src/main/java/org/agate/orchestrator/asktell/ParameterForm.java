package org.agate.orchestrator.asktell;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.agate.optimizer.space.Parameter;
import org.agate.optimizer.space.Parameter.Categorical;
import org.agate.optimizer.space.Parameter.Component;
import org.agate.optimizer.space.Parameter.Continuous;
import org.agate.optimizer.space.Parameter.Mixture;
import org.agate.optimizer.space.Parameter.Ordinal;
import org.agate.optimizer.space.Parameter.Whole;
import org.agate.orchestrator.web.Problem;
import org.jspecify.annotations.Nullable;

/// A parameter as JSON has it.
///
/// @param type continuous, whole, ordinal, categorical or mixture; what the others mean depends on it
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ParameterForm(
        String type,
        String name,
        @Nullable String unit,
        @Nullable Double lower,
        @Nullable Double upper,
        @Nullable List<Double> values,
        @Nullable List<String> labels,
        @Nullable Map<String, List<Double>> descriptors,
        @Nullable List<Part> components,
        @Nullable Double total,
        @Nullable Double step,
        @Nullable Integer most) {

    private static final Map<String, Set<String>> OF_TYPE = Map.of(
            "continuous", Set.of("unit", "lower", "upper"),
            "whole", Set.of("unit", "lower", "upper"),
            "ordinal", Set.of("unit", "values"),
            "categorical", Set.of("labels", "descriptors"),
            "mixture", Set.of("unit", "components", "total", "step", "most"));

    /// A component of a mixture; without bounds from nothing to all.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Part(
            String name, @Nullable Double lower, @Nullable Double upper) {}

    Parameter parameter() {
        Fields.only("parameter", String.valueOf(type), this, OF_TYPE.get(String.valueOf(type)));
        var code = unit == null ? "1" : unit;
        return switch (String.valueOf(type)) {
            case "continuous" -> new Continuous(named(), code, needed(lower, "lower"), needed(upper, "upper"));
            case "whole" ->
                new Whole(
                        named(), code, whole(needed(lower, "lower"), "lower"), whole(needed(upper, "upper"), "upper"));
            case "ordinal" -> new Ordinal(named(), code, needed(values, "values"));
            case "categorical" ->
                new Categorical(named(), needed(labels, "labels"), descriptors == null ? Map.of() : descriptors);
            case "mixture" -> mixture(code);
            default ->
                throw new Problem(
                        422,
                        "space.parameter.type",
                        "(%s) is no type of a parameter.".formatted(type),
                        "Maybe continuous, whole, ordinal, categorical or mixture.");
        };
    }

    private Mixture mixture(String code) {
        double whole = needed(total, "total");
        var parts = needed(components, "components").stream()
                .map(part -> new Component(
                        Fields.named(part.name(), "components"),
                        part.lower() == null ? 0 : part.lower(),
                        part.upper() == null ? whole : part.upper()))
                .toList();
        return new Mixture(named(), code, parts, whole, step == null ? 0 : step, most == null ? parts.size() : most);
    }

    private int whole(double bound, String field) {
        if (bound != Math.rint(bound) || Math.abs(bound) > Integer.MAX_VALUE) {
            throw new Problem(
                    422,
                    "space.parameter.not-whole",
                    "(%s) of the whole parameter (%s) is (%s)."
                            .formatted(field, name, BigDecimal.valueOf(bound).toPlainString()),
                    "Maybe a whole number within ±2147483647, or type continuous.");
        }
        return (int) bound;
    }

    private String named() {
        return needed(name, "name");
    }

    private <T> T needed(@Nullable T value, String field) {
        if (value == null) {
            throw new Problem(
                    422,
                    "space.parameter.incomplete",
                    "Parameter (%s) of type (%s) needs (%s).".formatted(name, type, field),
                    "Maybe see the OpenAPI page for an example.");
        }
        return value;
    }
}
