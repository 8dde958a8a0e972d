package org.agate.workflows.validation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
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
    private static final Pattern FUNCTION = Pattern.compile("\\$\\{([^{}]*)}");
    private static final Pattern VARIABLE = Pattern.compile("variable\\.([A-Za-z_][A-Za-z0-9_]*)((?:\\.|\\[).*)?");
    private static final Pattern ALLOWED =
            Pattern.compile("body(?:[.\\[].*)?|exchangeProperty\\.Camel(?:Split|Loop)(?:Index|Size)|null|true|false");

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
        var function = FUNCTION.matcher(text);
        boolean any = false;
        while (function.find()) {
            any = true;
            check(function.group(1).trim(), spot, variables, List.copyOf(variables.keySet()));
        }
        if (!any) {
            return new Value.Text(text);
        }
        var alone = FUNCTION.matcher(text.trim());
        if (alone.matches()) {
            var variable = VARIABLE.matcher(alone.group(1).trim());
            if (variable.matches() && variable.group(2) == null) {
                return variables.getOrDefault(variable.group(1), new Value.Unknown());
            }
        }
        return new Value.Unknown();
    }

    private void check(String function, Spot spot, Map<String, Value> variables, List<String> known) {
        var variable = VARIABLE.matcher(function);
        if (variable.matches()) {
            if (!variables.containsKey(variable.group(1))) {
                findings.add(
                        spot,
                        "workflow.variable.unknown",
                        "Nobody sets the variable (%s) before it is used here.".formatted(variable.group(1)),
                        "Maybe it is one of %s.".formatted(known));
            }
        } else if (!ALLOWED.matcher(function).matches()) {
            findings.add(
                    spot,
                    "workflow.function.forbidden",
                    "The function (%s) may give something else after a restart.".formatted(function),
                    "Maybe use a variable, the body, or the index of a split or loop; let a step measure or ask the rest.");
        }
    }
}
