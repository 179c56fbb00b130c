package workbook.coach.watch;

import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;

/** Screens of the coach, one below the other, as a picture in SVG: a page about it then shows what a learner sees. */
public final class LoopPicture {

    private static final int COLUMNS = 80;
    private static final double WIDTH = 8.43;
    private static final int HEIGHT = 18;
    private static final int MARGIN = 16;

    /** Colours of a terminal, each as {@code #rrggbb}. */
    public enum Theme {
        LIGHT("#ffffff", "#d0d7de", "#1f2328", "#656d76", "#cf222e", "#1a7f37"),
        DARK("#0d1117", "#30363d", "#e6edf3", "#8d96a0", "#ff7b72", "#3fb950");

        private final String ground;
        private final String frame;
        private final String text;
        private final String faint;
        private final String red;
        private final String green;

        Theme(String ground, String frame, String text, String faint, String red, String green) {
            this.ground = ground;
            this.frame = frame;
            this.text = text;
            this.faint = faint;
            this.red = red;
            this.green = green;
        }
    }

    private final Theme theme;
    private final StringBuilder svg = new StringBuilder();
    private int y = MARGIN;

    private LoopPicture(Theme theme) {
        this.theme = theme;
    }

    /**
     * Draws screens.
     *
     * @param between what is written between two of them
     */
    public static String of(List<Screen.Laid> screens, String between, Theme theme) {
        LoopPicture picture = new LoopPicture(theme);
        for (Screen.Laid screen : screens) {
            if (picture.y > MARGIN) {
                picture.line(new AttributedString(between, AttributedStyle.DEFAULT.faint()));
                picture.y += HEIGHT / 2;
            }
            picture.screen(screen.lines());
        }
        return picture.whole();
    }

    /** Without the empty rows above the line of the keys. */
    private void screen(List<AttributedString> lines) {
        int top = y;
        y += HEIGHT / 2;
        int last = lines.size() - 1;
        int rows = last;
        while (rows > 0 && lines.get(rows - 1).toString().isBlank()) {
            rows--;
        }
        lines.subList(0, rows).forEach(this::line);
        y += HEIGHT / 2;
        line(lines.get(last));
        y += HEIGHT / 2;
        svg.append("<rect x=\"%d\" y=\"%d\" width=\"%.0f\" height=\"%d\" rx=\"8\" fill=\"none\" stroke=\"%s\"/>%n"
                .formatted(MARGIN / 2, top, COLUMNS * WIDTH + MARGIN, y - top, theme.frame));
        y += HEIGHT / 2;
    }

    private void line(AttributedString line) {
        y += HEIGHT;
        for (int from = 0; from < line.length(); ) {
            AttributedStyle style = line.styleAt(from);
            int to = from;
            while (to < line.length() && line.styleAt(to).equals(style)) {
                to++;
            }
            span(line.subSequence(from, to).toString(), from, style);
            from = to;
        }
    }

    /** Stretched to the columns that it has, whatever font the reader's machine takes. */
    private void span(String text, int column, AttributedStyle style) {
        String shown = text.strip();
        int blanks = text.length() - text.stripLeading().length();
        if (!shown.isEmpty()) {
            svg.append(
                    "<text x=\"%.1f\" y=\"%d\" textLength=\"%.1f\" lengthAdjust=\"spacingAndGlyphs\" fill=\"%s\"%s>%s</text>%n"
                            .formatted(
                                    MARGIN + (column + blanks) * WIDTH,
                                    y,
                                    shown.length() * WIDTH,
                                    colour(style),
                                    isSet(style, AttributedStyle.BOLD.getStyle()) ? " font-weight=\"bold\"" : "",
                                    shown.replace("&", "&amp;")
                                            .replace("<", "&lt;")
                                            .replace(' ', '\u00a0')));
        }
    }

    private String colour(AttributedStyle style) {
        if (style.equals(style.foreground(AttributedStyle.RED))) {
            return theme.red;
        }
        if (style.equals(style.foreground(AttributedStyle.GREEN))) {
            return theme.green;
        }
        return isSet(style, AttributedStyle.DEFAULT.faint().getStyle()) ? theme.faint : theme.text;
    }

    private static boolean isSet(AttributedStyle style, long flag) {
        return (style.getStyle() & flag) == flag;
    }

    private String whole() {
        int width = (int) Math.ceil(COLUMNS * WIDTH) + 2 * MARGIN;
        int height = y + MARGIN / 2;
        return """
                <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d"
                     font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="14">
                <rect width="%1$d" height="%2$d" fill="%3$s"/>
                %4$s</svg>
                """
                .formatted(width, height, theme.ground, svg);
    }
}
