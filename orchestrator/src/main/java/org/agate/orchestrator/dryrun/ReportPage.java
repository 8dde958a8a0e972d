package org.agate.orchestrator.dryrun;

import java.util.Base64;
import java.util.Locale;
import java.util.stream.Collectors;

/// A dry run's report as one HTML file that needs nothing else.
public final class ReportPage {

    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>Dry run of %1$s (SIMULATED)</title>
            <style>
            :root { color-scheme: light dark; font: 15px/1.45 system-ui, sans-serif; }
            body { max-width: 80rem; margin: 2rem auto; padding: 0 1rem; }
            .simulated { background: #ccbb44; color: #000; padding: .15rem .5rem; border-radius: .25rem; font-weight: 600; }
            table { border-collapse: collapse; } td, th { padding: .2rem .8rem .2rem 0; text-align: left; }
            td.number { text-align: right; font-variant-numeric: tabular-nums; }
            svg { width: 100%%; height: auto; } svg text { font-size: 12px; fill: currentColor; }
            svg line { stroke: currentColor; opacity: .2; }
            figure { display: inline-block; margin: 0 .75rem .75rem 0; } figure img { width: 10rem; display: block; }
            .bad { color: #c03; }
            </style>
            <h1>Dry run of %1$s <span class="simulated">SIMULATED</span></h1>
            <p>%2$s</p>
            <h2>Findings</h2>
            %3$s
            <h2>Makespan</h2>
            <p>%4$s</p>
            %5$s
            <h2>Devices</h2>
            <table><tr><th>Device<th>Use</tr>%6$s</table>
            <h2>Consumables</h2>
            <table><tr><th>Powder<th>Milligrams</tr>%7$s</table>
            <h2>Samples</h2>
            %8$s
            """;

    private ReportPage() {}

    public static String html(DryRunReport report) {
        return PAGE.formatted(
                escaped(report.workflow()),
                "Version %s, %d samples, seed %d, scenario %s. Runs: %s."
                        .formatted(
                                report.version(),
                                report.samples(),
                                report.seed(),
                                escaped(report.scenario()),
                                report.runs()),
                findings(report),
                String.format(
                        Locale.ROOT,
                        "%s; no order of the same work could take less than %s (%s), so this one takes %.2f times as long as the best conceivable.",
                        DryRunReport.words(report.makespan()),
                        DryRunReport.words(report.lowerBound()),
                        report.bottleneck(),
                        report.ratio()),
                Gantt.svg(report.bars()),
                report.use().entrySet().stream()
                        .map(use -> row(use.getKey(), String.format(Locale.ROOT, "%.0f %%", 100 * use.getValue())))
                        .collect(Collectors.joining()),
                report.consumablesMg().entrySet().stream()
                        .map(use -> row(use.getKey(), String.format(Locale.ROOT, "%.0f", use.getValue())))
                        .collect(Collectors.joining()),
                report.photographs().entrySet().stream()
                        .map(photo ->
                                "<figure><img alt=\"\" src=\"data:image/jpeg;base64,%s\"><figcaption>%s</figcaption></figure>"
                                        .formatted(
                                                Base64.getEncoder().encodeToString(photo.getValue()), photo.getKey()))
                        .collect(Collectors.joining()));
    }

    private static String findings(DryRunReport report) {
        return report.findings().isEmpty()
                ? "<p>Nothing is wrong with the file.</p>"
                : report.findings().stream()
                        .map(finding -> "<li class=\"bad\">" + escaped(finding.toString()))
                        .collect(Collectors.joining("", "<ul>", "</ul>"));
    }

    private static String row(String name, String number) {
        return "<tr><td>%s<td class=\"number\">%s</tr>".formatted(escaped(name), number);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
