package org.agate.workflows.action;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.agate.workflows.WorkflowInvalid;

/// What shall be done when an action fails, in the order written: `retry 3 after 30 s x 2, recover clean-mortar,
/// alternative, ask`.
///
/// It counts recorded failures, so a restart in between changes nothing. Without any remedy left the step fails.
public record FailurePolicy(List<Remedy> remedies) {

    private static final Pattern RECOVER = Pattern.compile("recover ([A-Za-z0-9_.-]+)");
    private static final Pattern RETRY =
            Pattern.compile("retry ([1-9][0-9]?)(?: after ([0-9.]+ [a-z]+))?(?: x ([0-9.]+))?");

    /// The step fails at once.
    public static final FailurePolicy FAIL = new FailurePolicy(List.of());

    /// One way out.
    public sealed interface Remedy {

        /// The same again.
        ///
        /// @param pause before the first time, lab time
        /// @param factor by which the pause grows
        record Retry(int times, Duration pause, double factor) implements Remedy {}

        /// Another device that can do it.
        record Alternative() implements Remedy {}

        /// Another workflow that puts things right, then the same again.
        record Recover(String workflow) implements Remedy {}

        /// Go on without it; the sample becomes SUSPECT.
        record Skip() implements Remedy {}

        /// A person decides.
        record Ask() implements Remedy {}

        /// The step fails.
        record Fail() implements Remedy {}
    }

    public FailurePolicy {
        remedies = List.copyOf(remedies);
    }

    /// Reads remedies with commas between them.
    ///
    /// @throws WorkflowInvalid `workflow.policy.malformed`
    public static FailurePolicy parse(String text) {
        var remedies = new ArrayList<Remedy>();
        for (var part : text.split(",")) {
            remedies.add(remedy(part.trim().replaceAll("\\s+", " ")));
        }
        return new FailurePolicy(remedies);
    }

    private static Remedy remedy(String text) {
        var retry = RETRY.matcher(text);
        if (retry.matches()) {
            var pause = retry.group(2) == null ? Duration.ZERO : Promptly.duration(retry.group(2));
            double factor = retry.group(3) == null ? 1 : Double.parseDouble(retry.group(3));
            return new Remedy.Retry(Integer.parseInt(retry.group(1)), pause, factor);
        }
        var recover = RECOVER.matcher(text);
        if (recover.matches()) {
            return new Remedy.Recover(recover.group(1));
        }
        return switch (text) {
            case "alternative" -> new Remedy.Alternative();
            case "skip" -> new Remedy.Skip();
            case "ask" -> new Remedy.Ask();
            case "fail" -> new Remedy.Fail();
            default ->
                throw new WorkflowInvalid(
                        "workflow.policy.malformed",
                        "(%s) is no remedy.".formatted(text),
                        "Maybe write it like: retry 3 after 30 s x 2, recover WORKFLOW, alternative, ask.");
        };
    }

    /// What follows after so many failures.
    ///
    /// @param failures at least 1
    public Remedy after(int failures) {
        int left = failures;
        for (var remedy : remedies) {
            int good = switch (remedy) {
                case Remedy.Retry retry -> retry.times();
                case Remedy.Alternative other -> 1;
                case Remedy.Recover recover -> 1;
                case Remedy.Skip skip -> Integer.MAX_VALUE;
                case Remedy.Ask ask -> Integer.MAX_VALUE;
                case Remedy.Fail fail -> Integer.MAX_VALUE;
            };
            if (left <= good) {
                return remedy instanceof Remedy.Retry(int times, Duration pause, double factor)
                        ? new Remedy.Retry(times, grown(pause, factor, left - 1), factor)
                        : remedy;
            }
            left -= good;
        }
        return new Remedy.Fail();
    }

    /// The policy as it is written; read again it is the same.
    public String written() {
        return remedies.isEmpty()
                ? "fail"
                : remedies.stream().map(FailurePolicy::written).collect(Collectors.joining(", "));
    }

    private static String written(Remedy remedy) {
        return switch (remedy) {
            case Remedy.Retry(int times, Duration pause, double factor) ->
                "retry %d after %s s x %s".formatted(times, pause.toMillis() / 1000.0, factor);
            case Remedy.Alternative other -> "alternative";
            case Remedy.Recover(var workflow) -> "recover " + workflow;
            case Remedy.Skip skip -> "skip";
            case Remedy.Ask ask -> "ask";
            case Remedy.Fail fail -> "fail";
        };
    }

    /// The workflows that it may run to put things right, in the order written.
    public List<String> recoveries() {
        return remedies.stream()
                .filter(Remedy.Recover.class::isInstance)
                .map(remedy -> ((Remedy.Recover) remedy).workflow())
                .toList();
    }

    /// How many recoveries come before the remedy for so many failures.
    ///
    /// @param failures at least 1
    public int recoveriesBefore(int failures) {
        int before = 0;
        for (int failure = 1; failure < failures; failure++) {
            before += after(failure) instanceof Remedy.Recover ? 1 : 0;
        }
        return before;
    }

    private static Duration grown(Duration pause, double factor, int times) {
        return Duration.ofMillis((long) (pause.toMillis() * Math.pow(factor, times)));
    }
}
