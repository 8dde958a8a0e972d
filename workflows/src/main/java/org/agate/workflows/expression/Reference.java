package org.agate.workflows.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.agate.workflows.WorkflowInvalid;
import org.jspecify.annotations.Nullable;

/// A value that a workflow can name: `${variable.weighed[net_mg]}`.
///
/// @param source where it comes from
/// @param name of the variable or the counter; empty for the body
/// @param path fields of objects and positions of lists, from the outside in
public record Reference(Source source, String name, List<String> path) {

    private static final Pattern VARIABLE = Pattern.compile("variable\\.([A-Za-z_][A-Za-z0-9_]*)(.*)");
    private static final Pattern BODY = Pattern.compile("body(.*)");
    private static final Pattern COUNTER = Pattern.compile("exchangeProperty\\.(Camel(?:Split|Loop)(?:Index|Size))");
    private static final Pattern STEP = Pattern.compile("\\[([A-Za-z0-9_-]+)]|\\.([A-Za-z_][A-Za-z0-9_]*)");

    /// Where a value comes from.
    public enum Source {
        VARIABLE,
        BODY,
        /// The index or size of a split or loop.
        COUNTER,
        /// `null`, `true` or `false`.
        CONSTANT
    }

    /// Where references are looked up.
    public interface Values {
        @Nullable
        Object variable(String name);

        @Nullable
        Object body();

        @Nullable
        Object counter(String name);
    }

    public Reference {
        path = List.copyOf(path);
    }

    /// Reads what stands between `${` and `}`.
    ///
    /// @throws WorkflowInvalid `workflow.function.forbidden` for everything else that Camel knows
    static Reference parse(String text) {
        var function = text.trim();
        if (function.equals("null") || function.equals("true") || function.equals("false")) {
            return new Reference(Source.CONSTANT, function, List.of());
        }
        var counter = COUNTER.matcher(function);
        if (counter.matches()) {
            return new Reference(Source.COUNTER, counter.group(1), List.of());
        }
        var variable = VARIABLE.matcher(function);
        if (variable.matches()) {
            return new Reference(Source.VARIABLE, variable.group(1), path(function, variable.group(2)));
        }
        var body = BODY.matcher(function);
        if (body.matches()) {
            return new Reference(Source.BODY, "", path(function, body.group(1)));
        }
        throw forbidden(function);
    }

    private static List<String> path(String function, String text) {
        var path = new ArrayList<String>();
        var step = STEP.matcher(text);
        int end = 0;
        while (step.find() && step.start() == end) {
            path.add(step.group(1) != null ? step.group(1) : step.group(2));
            end = step.end();
        }
        if (end != text.length()) {
            throw forbidden(function);
        }
        return path;
    }

    private static WorkflowInvalid forbidden(String function) {
        return new WorkflowInvalid(
                "workflow.function.forbidden",
                "The function (%s) may give something else after a restart.".formatted(function),
                "Maybe use a variable, the body, or the index of a split or loop; let a step measure or ask the rest.");
    }

    /// The value; null where the variable has none.
    ///
    /// @throws WorkflowInvalid `workflow.variable.missing` when there is no such field
    public @Nullable Object in(Values values) {
        Object at = switch (source) {
            case VARIABLE -> values.variable(name);
            case BODY -> values.body();
            case COUNTER -> values.counter(name);
            case CONSTANT -> name.equals("null") ? null : Boolean.valueOf(name);
        };
        for (var field : path) {
            at = field(at, field);
        }
        return at;
    }

    private Object field(@Nullable Object of, String field) {
        if (of instanceof Map<?, ?> map && map.get(field) != null) {
            return map.get(field);
        }
        if (of instanceof List<?> list && field.matches("[0-9]{1,6}") && Integer.parseInt(field) < list.size()) {
            return list.get(Integer.parseInt(field));
        }
        throw new WorkflowInvalid(
                "workflow.variable.missing",
                "(%s) has no field (%s)%s."
                        .formatted(this, field, of instanceof Map<?, ?> map ? ", only " + map.keySet() : ""),
                "Maybe the step before was skipped, or it is spelled differently.");
    }

    @Override
    public String toString() {
        var fields = path.stream().map("[%s]"::formatted).reduce("", String::concat);
        return switch (source) {
            case VARIABLE -> "${variable." + name + fields + "}";
            case BODY -> "${body" + fields + "}";
            case COUNTER -> "${exchangeProperty." + name + "}";
            case CONSTANT -> "${" + name + "}";
        };
    }
}
