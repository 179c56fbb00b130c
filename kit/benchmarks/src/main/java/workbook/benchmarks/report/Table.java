package workbook.benchmarks.report;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import workbook.benchmarks.report.Contest.Entry;
import workbook.benchmarks.report.Contest.Target;

/** A contest as the terminal shows it: a row a rival with a bar, and what came of the targets. */
public final class Table {

    private static final int BAR = 24;

    private Table() {}

    public static String of(Contest contest) {
        Entry first = contest.entries().getFirst();
        double most =
                contest.entries().stream().mapToDouble(Entry::median).max().orElseThrow();
        String rows = AsciiTable.getTable(
                AsciiTable.NO_BORDERS,
                contest.entries(),
                List.of(
                        new Column().header("").dataAlign(HorizontalAlign.LEFT).with(Entry::name),
                        new Column()
                                .header(contest.unit())
                                .dataAlign(HorizontalAlign.RIGHT)
                                .with(e -> number(e.median())),
                        new Column()
                                .header("half of the rounds")
                                .dataAlign(HorizontalAlign.RIGHT)
                                .with(e -> number(e.low()) + " to " + number(e.high())),
                        new Column()
                                .header("of " + first.name())
                                .dataAlign(HorizontalAlign.RIGHT)
                                .with(e -> ratio(e.ratio(first))),
                        new Column().header("").dataAlign(HorizontalAlign.LEFT).with(e -> "█"
                                .repeat((int) Math.max(1, Math.round(BAR * e.median() / most))))));
        String targets = contest.targets().stream()
                .map(target -> "  " + words(contest, target) + "\n")
                .collect(Collectors.joining());
        return (contest.title() + "\n" + rows + "\n" + targets)
                .lines()
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** What has come of a target, in a line. */
    static String words(Contest contest, Target target) {
        return (contest.reaches(target) ? "ok    " : "short ") + target.name() + ": " + ratio(contest.reached(target))
                + " of " + target.against() + ", aim " + ratio(target.atLeast());
    }

    static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%,.2f" : "%,.0f", value);
    }

    static String ratio(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%,.0f", value);
    }
}
