package workbook.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import workbook.benchmarks.report.Contest.Entry;

/** The page with the plots: one file, with nothing to fetch. */
final class Page {

    private static final int NAME = 280;
    private static final int BAR = 420;
    private static final int ROW = 26;

    private Page() {}

    static String of(List<Results> all) {
        return """
                <!doctype html>
                <html lang="en">
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width">
                <title>Where the store stands</title>
                <style>
                  body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem;
                         color: #222; background: #fff }
                  h3 { margin: 1.5rem 0 .25rem; font-size: 1rem } p { margin: .25rem 0 } small, .unit { color: #666 }
                  svg { width: 100%%; height: auto } svg text { font: 13px system-ui, sans-serif; fill: #222 }
                  .bar { fill: #4a7fb5 } .spread { stroke: #222; stroke-width: 1.5 } .short { color: #a33 }
                </style>
                <h1>Where the store stands</h1>
                <p>A bar is the median of the rounds, its line the middle half of them. The ratio is the median of the
                rounds' ratios to the first bar: compare these, and not the figures of two machines.</p>
                %s
                </html>
                """
                .formatted(all.stream().map(Page::section).collect(Collectors.joining("\n")));
    }

    private static String section(Results results) {
        return "<h2>%s</h2>%n<p><small>%s; %s</small></p>%n%s"
                .formatted(
                        escaped(results.name()),
                        escaped(results.machine()),
                        results.begun(),
                        results.contests().stream().map(Page::plot).collect(Collectors.joining("\n")));
    }

    private static String plot(Contest contest) {
        double most = contest.entries().stream().mapToDouble(Entry::high).max().orElseThrow();
        StringBuilder bars = new StringBuilder();
        for (int i = 0; i < contest.entries().size(); i++) {
            Entry entry = contest.entries().get(i);
            int top = i * ROW;
            bars.append(String.format(
                    Locale.ROOT,
                    """
                    <text x="0" y="%d">%s</text>
                    <rect class="bar" x="%d" y="%d" width="%.1f" height="%d"/>
                    <line class="spread" x1="%.1f" x2="%.1f" y1="%d" y2="%d"/>
                    <text x="%d" y="%d">%s (%s)</text>
                    """,
                    top + 17,
                    escaped(entry.name()),
                    NAME,
                    top + 4,
                    entry.median() / most * BAR,
                    ROW - 8,
                    NAME + entry.low() / most * BAR,
                    NAME + entry.high() / most * BAR,
                    top + ROW / 2,
                    top + ROW / 2,
                    NAME + BAR + 10,
                    top + 17,
                    Table.number(entry.median()),
                    Table.ratio(entry.ratio(contest.entries().getFirst()))));
        }
        return """
                <h3>%s <span class="unit">(%s)</span></h3>
                <svg viewBox="0 0 %d %d" role="img" aria-label="%s">
                %s</svg>
                %s"""
                .formatted(
                        escaped(contest.title()),
                        escaped(contest.unit()),
                        NAME + BAR + 160,
                        contest.entries().size() * ROW,
                        escaped(contest.title()),
                        bars,
                        contest.targets().stream()
                                .map(target -> "<p class=\"%s\">%s</p>%n"
                                        .formatted(
                                                contest.reaches(target) ? "ok" : "short",
                                                escaped(Table.words(contest, target))))
                                .collect(Collectors.joining()));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
