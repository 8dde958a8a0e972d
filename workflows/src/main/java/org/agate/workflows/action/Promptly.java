package org.agate.workflows.action;

import java.time.Duration;
import java.util.regex.Pattern;
import org.agate.workflows.WorkflowInvalid;
import org.agate.workflows.quantity.Quantity;

/// How soon after an earlier step an action must begin: `120 s after dose-b/dose`.
///
/// @param within lab time from the end of that step
/// @param after path of the earlier step, or its end: `dose` is whichever step named so ended last
public record Promptly(Duration within, String after) {

    private static final Pattern FORM = Pattern.compile("([0-9.]+ [A-Za-z]+) after ([A-Za-z0-9_./-]+)");

    /// @throws WorkflowInvalid `workflow.within.malformed`
    public static Promptly parse(String text) {
        var match = FORM.matcher(text.trim().replaceAll("\\s+", " "));
        if (!match.matches()) {
            throw new WorkflowInvalid(
                    "workflow.within.malformed",
                    "(%s) does not say how soon after which step.".formatted(text),
                    "Maybe write it like: 120 s after dose-b/dose.");
        }
        return new Promptly(duration(match.group(1)), match.group(2));
    }

    /// Reads a duration with its unit.
    static Duration duration(String text) {
        return Duration.ofMillis(Math.round(1000 * Quantity.parse(text).in("s")));
    }

    /// Whether a step is the earlier one.
    ///
    /// @param path of the step, with the indexes of loops and splits
    public boolean isAfter(String path) {
        return path.equals(after) || path.endsWith("/" + after);
    }
}
