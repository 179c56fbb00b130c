package workbook.coach.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.utils.AttributedString;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Module;
import workbook.coach.progress.Progress;
import workbook.coach.report.Card;
import workbook.coach.report.Cards;
import workbook.coach.report.Style;
import workbook.coach.report.Text;
import workbook.coach.run.Verdict;

/**
 * Lays out the one screen of the loop: how far the learner is, the tasks, the card or what was asked for, the keys. Nothing is
 * folded: what is too wide is shortened where that does no harm, and what is too long can be paged.
 */
public final class Screen {

    /** Below so many rows the tasks share one line with the rest. */
    private static final int ROOMY = 30;

    private static final int BAR = 16;
    private static final int GUTTER = 2;

    /** A path with a line number, and what stands before it. */
    private static final Pattern PATH =
            Pattern.compile("(\\s*\\S*\\s+)([\\w.-]+/[\\w.-]+)/\\S+(/[\\w.-]+(?::\\d+)?)\\s*");

    private final Course course;
    private final Progress progress;
    private final Cards cards;
    private final Style style;

    public Screen(Course course, Progress progress, Cards cards, Style style) {
        this.course = course;
        this.progress = progress;
        this.cards = cards;
        this.style = style;
    }

    /**
     * What is to be shown.
     *
     * @param module what the learner is at
     * @param shown  the tests of it that have ended
     * @param notice a sentence on what goes on; empty for none
     * @param body   the card, or what a key has asked for
     * @param from   the first line of it that is shown, from 0
     * @param keys   the keys that make sense now
     */
    public record View(Module module, Verdict shown, String notice, Card body, int from, String keys) {}

    /**
     * What is shown.
     *
     * @param lines from the top to the last row
     * @param from  the first line of the body that is shown: as far down as there is something to see
     * @param page  how many lines of the body fit
     */
    public record Laid(List<AttributedString> lines, int from, int page) {}

    /**
     * The keys that make sense while a module is followed.
     *
     * @param done      whether the module is
     * @param following whether there is one after it
     */
    public static String keys(boolean done, boolean following) {
        return done
                ? (following ? "n next  " : "") + "d diff  o open  s rows  l list  p previous  r run  q quit"
                : "h hint  o open  s rows  l list  n next  p previous  r run  q quit";
    }

    /** Lays out a view for a window. */
    public Laid lay(View view, int rows, int columns) {
        List<AttributedString> top = new ArrayList<>(fitted(top(view, rows), columns));
        List<AttributedString> body = body(view.body(), columns);
        int page = Math.max(3, rows - top.size() - 2);
        int from = Math.max(0, Math.min(view.from(), body.size() - page));
        List<AttributedString> lines = new ArrayList<>(top);
        lines.addAll(body.subList(from, Math.min(body.size(), from + page)));
        while (lines.size() < rows - 1) {
            lines.add(AttributedString.EMPTY);
        }
        lines.add(fitting(style.faint(more(body.size(), from, page) + view.keys()), columns));
        return new Laid(lines, from, page);
    }

    /** In two columns where the right one has room beside prose; else one part below the other. */
    private static List<AttributedString> body(Card card, int columns) {
        List<AttributedString> right = fitted(card.right(), Integer.MAX_VALUE);
        int room = columns - GUTTER - widest(right);
        return right.isEmpty() || room < Text.WIDTH
                ? fitted(card.whole(), columns)
                : beside(fitted(card.left(), room), right);
    }

    private static List<AttributedString> beside(List<AttributedString> left, List<AttributedString> right) {
        int start = Math.max(Text.WIDTH, widest(left)) + GUTTER;
        List<AttributedString> both = new ArrayList<>();
        for (int row = 0; row < Math.max(left.size(), right.size()); row++) {
            AttributedString one = row < left.size() ? left.get(row) : AttributedString.EMPTY;
            AttributedString other = row < right.size() ? right.get(row) : AttributedString.EMPTY;
            both.add(AttributedString.join(AttributedString.EMPTY, one, blank(start - one.columnLength()), other));
        }
        return both;
    }

    private static int widest(List<AttributedString> lines) {
        return lines.stream().mapToInt(AttributedString::columnLength).max().orElse(0);
    }

    private static AttributedString blank(int columns) {
        return new AttributedString(" ".repeat(columns));
    }

    private static List<AttributedString> fitted(String text, int columns) {
        return text.lines().map(line -> fitting(line, columns)).toList();
    }

    private String top(View view, int rows) {
        String notice = view.notice().isEmpty() ? "" : Text.wrap(view.notice(), 2) + "\n\n";
        return (rows < ROOMY ? statusLine(view) + "\n\n" : header(view)) + notice;
    }

    private static String more(int all, int from, int page) {
        int below = all - from - page;
        return below > 0 ? "space more  " : from > 0 ? "home top  " : "";
    }

    /** Everything in one line: the module, its tasks with what holds, how many modules are done. */
    private String statusLine(View view) {
        StringBuilder open = new StringBuilder();
        StringBuilder done = new StringBuilder();
        StringBuilder unreached = new StringBuilder();
        for (int task = 1; task <= view.module().tasks().size(); task++) {
            Verdict.Tally tally = view.shown().tally(task);
            if (tally.tests() == 0) {
                unreached.append(' ').append(task);
            } else if (tally.isWhole()) {
                done.append(' ').append(task);
            } else {
                open.append(' ')
                        .append(task)
                        .append(" (")
                        .append(tally.holding())
                        .append('/')
                        .append(tally.tests())
                        .append(')');
            }
        }
        return style.bold(view.module().number() + " " + view.module().title())
                + (done.isEmpty() ? "" : "  " + style.green("+") + done)
                + (open.isEmpty() ? "" : "  " + style.red("x") + open)
                + (unreached.isEmpty() ? "" : "  ." + unreached) + "   " + modulesDone() + "/"
                + course.modules().size()
                + " modules";
    }

    private String header(View view) {
        int all = course.modules().size();
        int filled = all == 0 ? 0 : BAR * modulesDone() / all;
        return style.bold("Build your own event store") + "   [" + "#".repeat(filled) + "-".repeat(BAR - filled) + "] "
                + modulesDone() + " of " + all + " modules done\n\n" + cards.tasks(view.module(), view.shown()) + "\n";
    }

    private int modulesDone() {
        return (int) course.modules().stream()
                .filter(module -> progress.of(module).passed())
                .count();
    }

    /** A path loses its middle, so that the file's name and the line stay; anything else is cut, with a mark. */
    private static AttributedString fitting(String line, int columns) {
        AttributedString whole = AttributedString.fromAnsi(line);
        if (whole.columnLength() <= columns) {
            return whole;
        }
        Matcher path = PATH.matcher(whole.toString());
        if (path.matches()) {
            String shortened = path.group(1) + path.group(2) + "/..." + path.group(3);
            if (new AttributedString(shortened).columnLength() <= columns) {
                return new AttributedString(shortened);
            }
        }
        return AttributedString.join(
                AttributedString.EMPTY, whole.columnSubSequence(0, columns - 1), new AttributedString(">"));
    }
}
