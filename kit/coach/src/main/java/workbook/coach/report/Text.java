package workbook.coach.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Prose in a terminal of 80 columns. */
public final class Text {

    /** Columns that every screen has. */
    public static final int WIDTH = 80;

    /** Columns of code that fit a hint. */
    public static final int CODE_WIDTH = 74;

    private static final String CODE = "    ";
    private static final int CODE_MARGIN = 2;

    private Text() {}

    /** Breaks lines that are too long at spaces; line breaks that are there stay. */
    public static String wrap(String text, int indent) {
        List<String> lines = new ArrayList<>();
        text.lines().forEach(line -> wrapLine(line, WIDTH - indent, lines));
        return indent(String.join("\n", lines), indent);
    }

    /** A line of the list of things to do: what it is, and where or how. */
    public static String line(String label, String text) {
        return String.format("  %-8s %s%n", label, text);
    }

    /** Puts spaces before every line that is not empty. */
    public static String indent(String text, int spaces) {
        String margin = " ".repeat(spaces);
        return String.join(
                "\n",
                text.lines().map(line -> line.isBlank() ? "" : margin + line).toList());
    }

    /** Markdown as a terminal shows it: paragraphs joined, marks taken off. Code blocks stay as they are. */
    public static String plain(String markdown) {
        List<String> out = new ArrayList<>();
        boolean code = false;
        boolean joined = false;
        for (String line : withoutMargins(markdown).lines().toList()) {
            if (line.startsWith("```")) {
                code = !code;
                joined = false;
                continue;
            }
            boolean indented = !code && !joined && line.startsWith(CODE);
            boolean starts = code || line.isBlank() || line.matches("\\s*([-*]|\\d+\\.) .*") || !joined;
            if (starts) {
                out.add(code ? CODE + line : line);
            } else {
                out.set(out.size() - 1, out.getLast() + " " + line.strip());
            }
            joined = !code && !indented && !line.isBlank();
        }
        return out.stream()
                .map(line -> line.startsWith(CODE) ? line : unmarked(line))
                .collect(Collectors.joining("\n"));
    }

    /** Markdown as a terminal shows it, at a margin: prose is wrapped, a line of code never is. */
    public static String prose(String markdown, int indent) {
        return plain(markdown)
                .lines()
                .map(line -> line.startsWith(CODE)
                        ? indent(line.substring(CODE.length()), indent + CODE_MARGIN)
                        : wrap(line, indent))
                .collect(Collectors.joining("\n"));
    }

    /** Without the empty lines around it; the first line's indentation may mean that it is code. */
    static String withoutMargins(String text) {
        return text.replaceFirst("^(\\h*\\R)+", "").stripTrailing();
    }

    private static String unmarked(String line) {
        return line.replaceAll("\\[([^]]+)]\\([^)]+\\)", "$1")
                .replaceAll("`([^`]+)`", "$1")
                .replaceAll("\\*\\*([^*]+)\\*\\*", "$1")
                .replaceAll("(?<![\\w*])\\*([^*]+)\\*(?![\\w*])", "$1");
    }

    private static void wrapLine(String line, int width, List<String> lines) {
        String rest = line;
        String hanging = " ".repeat(line.length() - line.stripLeading().length())
                + (line.strip().startsWith("- ") ? "  " : "");
        while (rest.length() > width) {
            int space = rest.lastIndexOf(' ', width);
            if (space <= hanging.length()) {
                break;
            }
            lines.add(rest.substring(0, space));
            rest = hanging + rest.substring(space + 1);
        }
        lines.add(rest);
    }
}
