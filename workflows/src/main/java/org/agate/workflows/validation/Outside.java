package org.agate.workflows.validation;

import java.util.Set;
import java.util.regex.Pattern;
import org.agate.workflows.validation.Written.Mapping;
import org.agate.workflows.validation.Written.Scalar;
import org.agate.workflows.validation.Written.Sequence;

/// Complains about what reaches out of a workflow file: beans that Camel would make, placeholders that it would fill
/// from the server's settings and environment, and texts that it would read from files or the network.
record Outside(Findings findings) {

    private static final Set<String> SPEC = Set.of("definition", "template", "types", "dependencies");
    private static final Set<String> TEMPLATE = Set.of("id", "from");
    private static final Set<String> FROM = Set.of("id", "description", "uri", "steps");
    private static final Pattern HOLE = Pattern.compile("\\{\\{\\??([A-Za-z_][A-Za-z0-9_-]*)}}");

    void check(Mapping root) {
        var spec = root.mapping("spec");
        Validator.keys(spec, SPEC, "spec", findings);
        var template = spec.mapping("template");
        Validator.keys(template, TEMPLATE, "a template", findings);
        var from = template.mapping("from");
        Validator.keys(from, FROM, "from", findings);
        from.scalar("uri")
                .filter(uri -> !uri.text().equals("kamelet:source"))
                .ifPresent(uri -> findings.add(
                        uri.spot(),
                        "workflow.component.forbidden",
                        "The route begins with (%s).".formatted(uri.text()),
                        "Maybe write uri: kamelet:source."));
        texts(from, spec.mapping("definition").mapping("properties").values().keySet());
    }

    private void texts(Written written, Set<String> declared) {
        switch (written) {
            case Scalar scalar -> text(scalar, declared);
            case Sequence sequence -> sequence.items().forEach(item -> texts(item, declared));
            case Mapping mapping -> mapping.values().values().forEach(value -> texts(value, declared));
        }
    }

    private void text(Scalar scalar, Set<String> declared) {
        var text = scalar.text();
        if (text.strip().startsWith("resource:")) {
            findings.add(
                    scalar.spot(),
                    "workflow.function.forbidden",
                    "(%s) is read from somewhere else, which may have changed after a restart.".formatted(text),
                    "Maybe write the text itself.");
        }
        var rest = HOLE.matcher(text).replaceAll(hole -> declared.contains(hole.group(1)) ? "" : "{{");
        if (rest.contains("{{")) {
            findings.add(
                    scalar.spot(),
                    "workflow.placeholder.unknown",
                    "(%s) has a placeholder that is no parameter of this file, only %s.".formatted(text, declared),
                    "Maybe declare it below spec, definition, properties; a workflow uses ${variable.name}.");
        }
    }
}
