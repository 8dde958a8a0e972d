package org.agate.workflows.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.agate.workflows.WorkflowInvalid;
import org.agate.workflows.expression.Reference.Values;
import org.jspecify.annotations.Nullable;

/// A text with references in it: `grind at ${variable.speed}`.
public record Template(List<Part> parts) {

    private static final String OPEN = "${";
    private static final String OTHER_OPEN = "$simple{";

    /// A piece of the text.
    public sealed interface Part {

        /// As written.
        record Written(String text) implements Part {}

        /// A value that is put in.
        record Named(Reference reference) implements Part {}
    }

    public Template {
        parts = List.copyOf(parts);
    }

    /// @throws WorkflowInvalid `workflow.expression.malformed` or `workflow.function.forbidden`
    public static Template parse(String text) {
        if (text.stripLeading().startsWith("resource:")) {
            throw new WorkflowInvalid(
                    "workflow.function.forbidden",
                    "The text (%s) is read from somewhere else, which may have changed after a restart."
                            .formatted(text),
                    "Maybe write the text itself.");
        }
        var parts = new ArrayList<Part>();
        int at = 0;
        while (at < text.length()) {
            int dollar = text.indexOf(OPEN, at);
            int other = text.indexOf(OTHER_OPEN, at);
            int start = dollar < 0 ? other : other < 0 ? dollar : Math.min(dollar, other);
            if (start < 0) {
                break;
            }
            int inside = start + (start == other ? OTHER_OPEN : OPEN).length();
            int end = text.indexOf('}', inside);
            var function = end < 0 ? "" : text.substring(inside, end);
            if (end < 0 || function.contains("{")) {
                throw new WorkflowInvalid(
                        "workflow.expression.malformed",
                        "(%s) opens a brace at character %d that is not closed.".formatted(text, start + 1),
                        "Maybe write ${variable.name}.");
            }
            if (start > at) {
                parts.add(new Part.Written(text.substring(at, start)));
            }
            parts.add(new Part.Named(Reference.parse(function)));
            at = end + 1;
        }
        if (at < text.length()) {
            parts.add(new Part.Written(text.substring(at)));
        }
        return new Template(parts);
    }

    /// All references, in order.
    public List<Reference> references() {
        return parts.stream()
                .filter(Part.Named.class::isInstance)
                .map(part -> ((Part.Named) part).reference())
                .toList();
    }

    /// The reference, when the text is one and nothing else.
    public Optional<Reference> alone() {
        var named = parts.stream()
                .filter(part -> !(part instanceof Part.Written(var text) && text.isBlank()))
                .toList();
        return named.size() == 1 && named.getFirst() instanceof Part.Named(var reference)
                ? Optional.of(reference)
                : Optional.empty();
    }

    /// The value of a reference that stands alone, or the text with all values put in.
    public @Nullable Object in(Values values) {
        var alone = alone();
        if (alone.isPresent()) {
            return alone.get().in(values);
        }
        var text = new StringBuilder();
        for (var part : parts) {
            text.append(
                    switch (part) {
                        case Part.Written(var written) -> written;
                        case Part.Named(var reference) -> String.valueOf(reference.in(values));
                    });
        }
        return text.toString();
    }
}
