package org.agate.robot.conformance;

import java.util.List;

/// Findings for people to read.
public final class FindingsTable {

    private static final int SENT_WIDTH = 46;
    private static final int SEEN_WIDTH = 60;
    private static final int DETAIL_LINES = 15;

    private FindingsTable() {}

    public static String head() {
        return "%-27s %-8s %-46s %s".formatted("TRIAL", "VERDICT", "SENT", "SEEN, OR WHY NOT");
    }

    /// One line.
    public static String row(Finding finding) {
        var seen = finding.why().isEmpty() ? last(finding.seen()) : finding.why();
        return "%-27s %-8s %-46s %s"
                .formatted(
                        finding.trial(),
                        finding.verdict(),
                        cut(last(finding.sent()), SENT_WIDTH),
                        finding.why().isEmpty() ? cut(seen, SEEN_WIDTH) : seen.replace('\n', ' '));
    }

    /// The last of what was sent and seen in a trial.
    public static String detail(Finding finding) {
        return "  sent:%n%s  seen:%n%s".formatted(indented(finding.sent()), indented(finding.seen()));
    }

    private static String indented(List<String> lines) {
        var text = new StringBuilder();
        if (lines.size() > DETAIL_LINES) {
            text.append("    (%d more before)%n".formatted(lines.size() - DETAIL_LINES));
        }
        lines.stream()
                .skip(Math.max(0, lines.size() - DETAIL_LINES))
                .forEach(line -> text.append("    ").append(line).append(System.lineSeparator()));
        return text.toString();
    }

    private static String last(List<String> lines) {
        var more = lines.size() > 1 ? "(%d) … ".formatted(lines.size()) : "";
        return lines.isEmpty() ? "-" : more + lines.getLast();
    }

    private static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 1) + "…";
    }
}
