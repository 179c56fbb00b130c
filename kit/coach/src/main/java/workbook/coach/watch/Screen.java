package workbook.coach.watch;

import java.util.ArrayList;
import java.util.List;
import workbook.coach.curriculum.Course;
import workbook.coach.progress.Progress;
import workbook.coach.report.Ink;
import workbook.coach.report.Text;

/** Lays out the one screen of the loop: how far the learner is, the tasks, the card or what was asked for, the keys. */
final class Screen {

    /** What every key does; one press each. */
    static final String KEYS = "h hint  n next  p previous  l list  r run  s rows  d diff  o open  q quit";

    private static final int BAR = 16;
    private static final int LAST_LINES = 6;

    private final Course course;
    private final Ink ink;

    Screen(Course course, Ink ink) {
        this.course = course;
        this.ink = ink;
    }

    /**
     * The screen's lines, as many as fit.
     *
     * @param tasks  the module's tasks with their tests
     * @param notice a sentence on what goes on; empty for none
     * @param body   the card, or what a key has asked for
     * @param height rows of the terminal
     * @param width  its columns: a longer line takes several rows
     */
    List<String> lines(Progress progress, String tasks, String notice, String body, int height, int width) {
        List<String> lines = new ArrayList<>();
        lines.add(header(progress));
        lines.add("");
        lines.addAll(tasks.lines().toList());
        lines.add("");
        if (!notice.isEmpty()) {
            lines.addAll(Text.wrap(notice, 2).lines().toList());
            lines.add("");
        }
        lines.addAll(fitting(body.lines().toList(), Math.max(LAST_LINES + 2, height - rows(lines, width) - 2), width));
        lines.add("");
        lines.add(ink.faint(KEYS));
        return lines;
    }

    private String header(Progress progress) {
        int all = course.modules().size();
        int done = (int) course.modules().stream().filter(module -> progress.of(module).passed()).count();
        int filled = all == 0 ? 0 : BAR * done / all;
        return ink.bold("Build your own event store") + "   [" + "#".repeat(filled) + "-".repeat(BAR - filled) + "] "
                + done + " of " + all + " modules done";
    }

    /** What is too long loses its middle: what should hold stands first, and what to open stands last. */
    private static List<String> fitting(List<String> lines, int room, int width) {
        if (rows(lines, width) <= room) {
            return lines;
        }
        int end = Math.max(0, lines.size() - LAST_LINES);
        List<String> last = lines.subList(end, lines.size());
        int left = room - rows(last, width) - 1;
        List<String> shown = new ArrayList<>();
        for (String line : lines.subList(0, end)) {
            left -= rows(line, width);
            if (left < 0) {
                break;
            }
            shown.add(line);
        }
        shown.add("    ... (" + (end - shown.size()) + " more lines: make the window higher, or press s for the rows)");
        shown.addAll(last);
        return shown;
    }

    private static int rows(List<String> lines, int width) {
        return lines.stream().mapToInt(line -> rows(line, width)).sum();
    }

    /** How many rows the terminal makes of a line; colours take no room. */
    private static int rows(String line, int width) {
        int columns = line.replaceAll("\u001B\\[[0-9;]*m", "").length();
        return Math.max(1, (columns + width - 1) / width);
    }
}
