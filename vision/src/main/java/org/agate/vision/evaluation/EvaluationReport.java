package org.agate.vision.evaluation;

import java.util.List;
import java.util.Locale;
import org.agate.vision.evaluation.Evaluation.Third;
import org.agate.vision.evaluation.NoveltyCurve.Point;
import org.agate.vision.inference.ErrorBar;

/// An evaluation as one page of HTML without scripts: inferred against true, residuals, coverage, and from which size
/// on a change of light is noticed.
public final class EvaluationReport {

    private static final int SIZE = 420;
    private static final int MARGIN = 46;

    private EvaluationReport() {}

    /// The page.
    public static String html(Evaluation evaluation, List<Point> novelty) {
        var card = evaluation.model().card();
        var figures = evaluation.figures();
        return """
                <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Model %1$s</title><style>
                body{font:15px/1.5 system-ui,sans-serif;max-width:960px;margin:2rem auto;padding:0 1rem;color:#222}
                table{border-collapse:collapse;margin:1rem 0}td,th{padding:.2rem .8rem;border-bottom:1px solid #ddd;
                text-align:right}td:first-child,th:first-child{text-align:left}svg{max-width:100%%;height:auto}
                .two{display:flex;flex-wrap:wrap;gap:1rem}text{font:12px system-ui,sans-serif;fill:#444}
                @media(prefers-color-scheme:dark){body{background:#16181c;color:#ddd}td,th{border-color:#333}
                text{fill:#bbb}}</style></head><body>
                <h1>Model %1$s</h1>
                <p>%2$s on %3$d photographs%11$s. It learnt from %4$d photographs of %5$d heaps.</p>
                <h2>Errors</h2>%6$s
                <div class="two">%7$s%8$s</div>
                <h2>What the interval covers</h2>%9$s
                <h2>From which change of light on it says so</h2>
                <p>The same photographs, changed. 0.5 is chance, 1 is always. A flagged photograph gives no number to an optimizer.</p>%10$s
                </body></html>
                """.formatted(
                        escape(card.version()),
                        escape("Shares of " + String.join(", ", card.components())),
                        figures.n(),
                        card.photographs(),
                        card.heaps(),
                        table(figures, evaluation.thirds()),
                        agreement(evaluation.judged()),
                        residuals(evaluation.judged()),
                        coverage(figures, evaluation.thirds(), card.bars().getFirst()),
                        noticed(novelty),
                        evaluation.known() == 0
                                ? " that it has not learnt from"
                                : ", <b>of which it has learnt from %d: the figures flatter it</b>"
                                        .formatted(evaluation.known()));
    }

    private static String table(Figures all, List<Third> thirds) {
        var rows = new StringBuilder(
                "<table><tr><th></th><th>photographs</th><th>mean error</th><th>rms</th><th>flagged</th><th>ms each</th></tr>");
        row(rows, "all", all);
        for (var third : thirds) {
            row(rows, "third %d of the range".formatted(third.number()), third.figures());
        }
        return rows.append("</table>").toString();
    }

    private static void row(StringBuilder rows, String name, Figures figures) {
        rows.append(String.format(
                Locale.ROOT,
                "<tr><td>%s</td><td>%d</td><td>%.2f pp</td><td>%.2f pp</td><td>%.1f %%</td><td>%.0f</td></tr>",
                name,
                figures.n(),
                figures.mae(),
                figures.rmse(),
                100 * figures.flaggedFraction(),
                figures.msPerPhoto()));
    }

    private static String coverage(Figures all, List<Third> thirds, ErrorBar bar) {
        var rows = new StringBuilder("<table><tr><th></th><th>covered (90 % promised)</th><th>mean width</th></tr>");
        covered(rows, "all", all);
        for (var third : thirds) {
            covered(rows, "third %d of the range".formatted(third.number()), third.figures());
        }
        rows.append(String.format(
                Locale.ROOT,
                "<tr><td>an interval that is the same for every share would be</td><td></td><td>%.1f pp</td></tr>",
                200 * bar.constant()));
        return rows.append("</table>").toString();
    }

    private static void covered(StringBuilder rows, String name, Figures figures) {
        rows.append(String.format(
                Locale.ROOT,
                "<tr><td>%s</td><td>%.1f %%</td><td>%.1f pp</td></tr>",
                name,
                100 * figures.coverage90(),
                figures.meanWidth90()));
    }

    private static String noticed(List<Point> points) {
        var rows = new StringBuilder("<table><tr><th>change</th><th>size</th><th>AUROC</th><th>flagged</th></tr>");
        for (var point : points) {
            rows.append(String.format(
                    Locale.ROOT,
                    "<tr><td>%s</td><td>%.2f</td><td>%.3f</td><td>%.0f %%</td></tr>",
                    point.shift().words(),
                    point.size(),
                    point.auroc(),
                    100 * point.flagged()));
        }
        return rows.append("</table>").toString();
    }

    /// Inferred against true with its interval; flagged photographs are hollow.
    private static String agreement(List<Judged> judged) {
        var svg = frame("true share, %", "inferred share, %", 0, 100);
        svg.append(line(0, 0, 100, 100, 0, 100, "#999"));
        for (var each : judged) {
            double x = 100 * each.truth().getFirst();
            var share = each.shares().getFirst();
            svg.append(line(x, 100 * share.low(), x, 100 * share.high(), 0, 100, "#7aa6d8"));
        }
        for (var each : judged) {
            double y = 100 * Math.clamp(each.shares().getFirst().value(), 0, 1);
            svg.append(dot(100 * each.truth().getFirst(), y, 0, 100, each.isFlagged()));
        }
        return svg.append("</svg>").toString();
    }

    private static String residuals(List<Judged> judged) {
        double most = judged.stream()
                .mapToDouble(each -> 100 * Math.abs(each.error(0)))
                .max()
                .orElse(1);
        double limit = Math.max(5, Math.ceil(most / 5) * 5);
        var svg = frame("true share, %", "inferred less true, percentage points", -limit, limit);
        svg.append(line(0, 0, 100, 0, -limit, limit, "#999"));
        for (var each : judged) {
            svg.append(dot(100 * each.truth().getFirst(), 100 * each.error(0), -limit, limit, each.isFlagged()));
        }
        return svg.append("</svg>").toString();
    }

    private static StringBuilder frame(String x, String y, double least, double most) {
        var svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" width=\"%d\" role=\"img\" aria-label=\"%s against %s\">",
                SIZE,
                SIZE,
                SIZE,
                y,
                x));
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text><text transform=\"translate(14 %d) rotate(-90)\" text-anchor=\"middle\">%s</text>",
                SIZE / 2,
                SIZE - 8,
                x,
                SIZE / 2,
                y));
        for (int step = 0; step <= 4; step++) {
            double value = least + step * (most - least) / 4;
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%.0f\" y=\"%d\" text-anchor=\"middle\">%d</text><text x=\"%d\" y=\"%.0f\" text-anchor=\"end\">%.0f</text>",
                    across(25 * step),
                    SIZE - MARGIN + 16,
                    25 * step,
                    MARGIN - 6,
                    up(value, least, most) + 4,
                    value));
        }
        return svg;
    }

    private static double across(double x) {
        return MARGIN + x / 100 * (SIZE - MARGIN - 12);
    }

    private static double up(double y, double least, double most) {
        return SIZE - MARGIN - (y - least) / (most - least) * (SIZE - MARGIN - 12);
    }

    private static String line(double x, double y, double toX, double toY, double least, double most, String colour) {
        return String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>",
                across(x),
                up(y, least, most),
                across(toX),
                up(toY, least, most),
                colour);
    }

    private static String dot(double x, double y, double least, double most, boolean hollow) {
        return String.format(
                Locale.ROOT,
                "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"2.5\" stroke=\"#c24\" fill=\"%s\"/>",
                across(x),
                up(y, least, most),
                hollow ? "none" : "#c24");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
