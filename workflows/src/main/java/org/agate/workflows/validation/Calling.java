package org.agate.workflows.validation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.agate.workflows.validation.Declared.Range;
import org.agate.workflows.validation.Written.Mapping;
import org.agate.workflows.validation.Written.Scalar;

/// Checks what a unit operation or sub-workflow is called with against what it declares.
///
/// @param expressions to look at the texts
record Calling(Findings findings, Expressions expressions) {

    private static final Pattern HOLE = Pattern.compile("\\{\\{\\??([A-Za-z_][A-Za-z0-9_-]*)}}");
    private static final Set<String> RESERVED = Set.of("into", "version");

    Map<String, Argument> arguments(Call call, Mapping root, Route.Context context) {
        var definition = root.mapping("spec").mapping("definition");
        var properties = definition.mapping("properties");
        var required = definition.items("required").stream()
                .filter(Scalar.class::isInstance)
                .map(name -> ((Scalar) name).text())
                .collect(Collectors.toSet());
        call.parameters().forEach((name, scalar) -> {
            if (!properties.values().containsKey(name) && !isReserved(call, name)) {
                findings.add(
                        scalar.spot(),
                        "workflow.parameter.unknown",
                        "(%s) has no parameter (%s), only %s."
                                .formatted(
                                        call.name(), name, properties.values().keySet()),
                        "Maybe it is spelled differently.");
            }
        });
        var args = new LinkedHashMap<String, Argument>();
        properties.values().forEach((name, written) -> {
            if (written instanceof Mapping property) {
                argument(call, name, property, required.contains(name), context)
                        .ifPresent(argument -> args.put(name, argument));
            }
        });
        return args;
    }

    private static boolean isReserved(Call call, String name) {
        return call.scheme().equals("workflow") && RESERVED.contains(name);
    }

    private Optional<Argument> argument(
            Call call, String name, Mapping property, boolean required, Route.Context context) {
        var given = call.text(name);
        var preset = property.scalar("default");
        if (given.isEmpty()) {
            if (required && preset.isEmpty()) {
                findings.add(
                        call.spot(),
                        "workflow.parameter.missing",
                        "(%s) needs the parameter (%s).".formatted(call.name(), name),
                        "Maybe add it below parameters.");
            }
            return preset.map(text -> new Argument(text.text(), new Value.Text(text.text()), null));
        }
        var text = substituted(given.get(), context.args());
        var spot = text.spot() == null ? given.get().spot() : text.spot();
        var value = value(text, spot, context);
        var type = property.scalar("type").map(Scalar::text).orElse("string");
        if (Declared.isNumber(type)) {
            new Range(
                            name,
                            property.scalar("unit").map(Scalar::text).orElse("1"),
                            number(property, "minimum", Double.NEGATIVE_INFINITY),
                            number(property, "maximum", Double.POSITIVE_INFINITY))
                    .check(value, spot, findings);
        }
        return Optional.of(new Argument(text.text(), value, spot));
    }

    private Value value(Argument text, Spot spot, Route.Context context) {
        return text.value() instanceof Value.Text(var written)
                ? expressions.check(written, spot, context.variables())
                : text.value();
    }

    private static double number(Mapping property, String key, double none) {
        try {
            return property.scalar(key)
                    .map(text -> Double.parseDouble(text.text()))
                    .orElse(none);
        } catch (NumberFormatException e) {
            // Complained about where it is declared.
            return none;
        }
    }

    /// A text with the arguments put in; when it is one argument alone, it is that argument, written where its caller
    /// wrote it.
    static Argument substituted(Scalar text, Map<String, Argument> args) {
        var hole = HOLE.matcher(text.text());
        if (hole.matches() && args.containsKey(hole.group(1))) {
            return java.util.Objects.requireNonNull(args.get(hole.group(1)));
        }
        var filled = HOLE.matcher(text.text()).replaceAll(match -> {
            var argument = args.get(match.group(1));
            return Matcher.quoteReplacement(argument == null ? match.group() : argument.text());
        });
        return new Argument(filled, new Value.Text(filled), null);
    }

    /// Whether a parameter that may be left out was left out.
    static boolean isLeftOut(Scalar text, Map<String, Argument> args) {
        var hole = HOLE.matcher(text.text());
        return hole.matches() && text.text().startsWith("{{?") && !args.containsKey(hole.group(1));
    }
}
