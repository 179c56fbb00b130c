package workbook.coach.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.utils.AttributedString;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Module;
import workbook.coach.progress.Progress;
import workbook.coach.report.Cards;
import workbook.coach.report.Ink;
import workbook.coach.report.Text;
import workbook.coach.run.Verdict;

/**
 * Lays out the one screen of the loop: how far the learner is, the tasks, the card or what was asked for, the keys. Nothing is
 * folded: what is too wide is shortened where that does no harm, and what is too long can be paged.
 */
final class Screen {

    /** Below so many rows the tasks share one line with the rest. */
    private static final int ROOMY = 30;
    private static final int BAR = 16;

    /** A path with a line number, and what stands before it. */
    private static final Pattern PATH = Pattern.compile("(\\s*\\S*\\s+)([\\w.-]+/[\\w.-]+)/\\S+(/[\\w.-]+(?::\\d+)?)\\s*");

    private final Course course;
    private final Progress progress;
    private final Cards cards;
    private final Ink ink;

    Screen(Course course, Progress progress, Cards cards, Ink ink) {
        this.course = course;
        this.progress = progress;
        this.cards = cards;
        this.ink = ink;
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
    record View(Module module, Verdict shown, String notice, String body, int from, String keys) {
    }

    /**
     * What is shown.
     *
     * @param lines from the top to the last row
     * @param from  the first line of the body that is shown: as far down as there is something to see
     * @param page  how many lines of the body fit
     */
    record Laid(List<AttributedString> lines, int from, int page) {
    }

    /** Lays out a view for a window. */
    Laid lay(View view, int rows, int columns) {
        List<String> top = new ArrayList<>(rows < ROOMY ? List.of(statusLine(view), "") : header(view));
        if (!view.notice().isEmpty()) {
            top.addAll(Text.wrap(view.notice(), 2).lines().toList());
            top.add("");
        }
        List<String> body = view.body().lines().toList();
        int page = Math.max(3, rows - top.size() - 2);
        int from = Math.max(0, Math.min(view.from(), body.size() - page));
        List<String> lines = new ArrayList<>(top);
        lines.addAll(body.subList(from, Math.min(body.size(), from + page)));
        while (lines.size() < rows - 2) {
            lines.add("");
        }
        lines.add("");
        lines.add(ink.faint(more(body.size(), from, page) + view.keys()));
        return new Laid(lines.stream().map(line -> fitting(line, columns)).toList(), from, page);
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
                open.append(' ').append(task).append(" (").append(tally.holding()).append('/').append(tally.tests()).append(')');
            }
        }
        return ink.bold(view.module().number() + " " + view.module().title())
                + (done.isEmpty() ? "" : "  " + ink.green("+") + done) + (open.isEmpty() ? "" : "  " + ink.red("x") + open)
                + (unreached.isEmpty() ? "" : "  ." + unreached) + "   " + modulesDone() + "/" + course.modules().size()
                + " modules";
    }

    private List<String> header(View view) {
        int all = course.modules().size();
        int filled = all == 0 ? 0 : BAR * modulesDone() / all;
        List<String> lines = new ArrayList<>();
        lines.add(ink.bold("Build your own event store") + "   [" + "#".repeat(filled) + "-".repeat(BAR - filled) + "] "
                + modulesDone() + " of " + all + " modules done");
        lines.add("");
        lines.addAll(cards.tasks(view.module(), view.shown()).lines().toList());
        lines.add("");
        return lines;
    }

    private int modulesDone() {
        return (int) course.modules().stream().filter(module -> progress.of(module).passed()).count();
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
        return AttributedString.join(AttributedString.EMPTY, whole.columnSubSequence(0, columns - 1), new AttributedString(">"));
    }
}
