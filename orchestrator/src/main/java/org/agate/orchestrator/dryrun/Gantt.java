package org.agate.orchestrator.dryrun;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// The devices' work as a picture: a row for each device, a bar for each action.
final class Gantt {

    private static final int WIDTH = 1200;
    private static final int LEFT = 110;
    private static final int ROW = 22;
    private static final int TOP = 24;
    private static final List<String> COLOURS =
            List.of("#4477aa", "#ee6677", "#228833", "#ccbb44", "#66ccee", "#aa3377", "#bbbbbb", "#ee8866");

    private Gantt() {}

    /// The picture as SVG.
    static String svg(List<Bar> bars) {
        if (bars.isEmpty()) {
            return "";
        }
        var devices = bars.stream().map(Bar::device).distinct().sorted().toList();
        var samples = bars.stream().map(Bar::sample).distinct().toList();
        var begin = bars.getFirst().from();
        double whole = bars.stream()
                .mapToLong(bar -> Duration.between(begin, bar.to()).toMillis())
                .max()
                .orElse(1);
        var svg = new StringBuilder();
        svg.append("<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"What each device does when\">"
                .formatted(LEFT + WIDTH, TOP + ROW * devices.size()));
        hours(svg, whole, TOP + ROW * devices.size());
        for (int row = 0; row < devices.size(); row++) {
            svg.append("<text x=\"0\" y=\"%d\">%s</text>".formatted(TOP + ROW * row + 15, devices.get(row)));
        }
        for (var bar : bars) {
            double x = LEFT + WIDTH * Duration.between(begin, bar.from()).toMillis() / whole;
            double width = Math.max(0.7, WIDTH * bar.length().toMillis() / whole);
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"><title>%s %s %s, %d min</title></rect>",
                    x,
                    TOP + ROW * devices.indexOf(bar.device()),
                    width,
                    ROW - 4,
                    COLOURS.get(samples.indexOf(bar.sample()) % COLOURS.size()),
                    bar.sample(),
                    bar.device(),
                    bar.action(),
                    bar.length().toMinutes()));
        }
        return svg.append("</svg>").toString();
    }

    private static void hours(StringBuilder svg, double wholeMillis, int bottom) {
        double hours = wholeMillis / 3_600_000;
        double step = hours > 48 ? 12 : hours > 12 ? 4 : hours > 4 ? 1 : 0.25;
        for (double at = 0; at <= hours; at += step) {
            double x = LEFT + WIDTH * at / hours;
            svg.append(String.format(
                    Locale.ROOT,
                    "<line x1=\"%1$.1f\" x2=\"%1$.1f\" y1=\"%2$d\" y2=\"%3$d\"/><text x=\"%1$.1f\" y=\"14\">%4$s h</text>",
                    x,
                    TOP - 4,
                    bottom,
                    at == Math.rint(at) ? String.valueOf((long) at) : String.valueOf(at)));
        }
    }
}
