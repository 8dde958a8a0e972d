package org.agate.orchestrator.asktell;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.agate.optimizer.space.Constraint;
import org.agate.optimizer.space.Constraint.Condition;
import org.agate.optimizer.space.Constraint.Relation;
import org.agate.orchestrator.web.Problem;
import org.jspecify.annotations.Nullable;

/// A constraint as JSON has it.
///
/// @param type linear, exclude, requires, different, shared or stock; what the others mean depends on it
/// @param relation AT_MOST, EQUAL or AT_LEAST
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConstraintForm(
        String type,
        @Nullable Map<String, Double> weights,
        @Nullable Relation relation,
        @Nullable Double bound,
        @Nullable List<ConditionForm> together,
        @Nullable ConditionForm when,
        @Nullable ConditionForm then,
        @Nullable List<String> categories,
        @Nullable String parameter,
        @Nullable Double amount) {

    private static final Map<String, Set<String>> OF_TYPE = Map.of(
            "linear", Set.of("weights", "relation", "bound"),
            "exclude", Set.of("together"),
            "requires", Set.of("when", "then"),
            "different", Set.of("categories"),
            "shared", Set.of("parameter"),
            "stock", Set.of("parameter", "amount"));

    /// Either a category and its labels, or a number and its bounds.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ConditionForm(
            String name,
            @Nullable Set<String> labels,
            @Nullable Double lower,
            @Nullable Double upper) {

        Condition condition() {
            Fields.named(name, "condition");
            return labels == null
                    ? new Condition.Between(
                            name,
                            lower == null ? Double.NEGATIVE_INFINITY : lower,
                            upper == null ? Double.POSITIVE_INFINITY : upper)
                    : new Condition.Is(name, labels);
        }
    }

    Constraint constraint() {
        Fields.only("constraint", String.valueOf(type), this, OF_TYPE.get(String.valueOf(type)));
        return switch (String.valueOf(type)) {
            case "linear" ->
                new Constraint.Linear(needed(weights, "weights"), needed(relation, "relation"), needed(bound, "bound"));
            case "exclude" ->
                new Constraint.Exclude(needed(together, "together").stream()
                        .map(ConditionForm::condition)
                        .toList());
            case "requires" ->
                new Constraint.Requires(
                        needed(when, "when").condition(), needed(then, "then").condition());
            case "different" -> new Constraint.Different(needed(categories, "categories"));
            case "shared" -> new Constraint.Shared(needed(parameter, "parameter"));
            case "stock" -> new Constraint.Stock(needed(parameter, "parameter"), needed(amount, "amount"));
            default ->
                throw new Problem(
                        422,
                        "space.constraint.type",
                        "(%s) is no type of a constraint.".formatted(type),
                        "Maybe linear, exclude, requires, different, shared or stock.");
        };
    }

    private <T> T needed(@Nullable T value, String field) {
        if (value == null) {
            throw new Problem(
                    422,
                    "space.constraint.incomplete",
                    "A constraint of type (%s) needs (%s).".formatted(type, field),
                    "Maybe see the OpenAPI page for an example.");
        }
        return value;
    }
}
