package workbook.coach.watch;

import java.io.File;
import java.io.IOException;
import java.util.List;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.InfoCmp.Capability;

/** The terminal as the one screen of the coach: entered, drawn into, and given back as it was. */
final class Window {

    private static final int ROWS = 24;
    private static final int COLUMNS = 80;

    private final Terminal terminal;
    private List<AttributedString> shown = List.of();
    private int columnsShown;
    private Attributes before;

    Window(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Takes the terminal. Nothing where it is taken already. Ctrl-Z is a key from now on: see {@link #suspend}. */
    void enter() {
        if (before == null) {
            before = terminal.enterRawMode();
            Attributes ours = terminal.getAttributes();
            ours.setControlChar(ControlChar.VSUSP, 0);
            terminal.setAttributes(ours);
            terminal.puts(Capability.enter_ca_mode);
            terminal.puts(Capability.keypad_xmit);
            terminal.puts(Capability.cursor_invisible);
            shown = List.of();
            terminal.flush();
        }
    }

    /** Gives it back. Nothing where it is not taken. */
    void leave() {
        if (before != null) {
            terminal.puts(Capability.cursor_normal);
            terminal.puts(Capability.keypad_local);
            terminal.puts(Capability.exit_ca_mode);
            terminal.setAttributes(before);
            terminal.flush();
            before = null;
        }
    }

    int rows() {
        return terminal.getHeight() > 0 ? terminal.getHeight() : ROWS;
    }

    int columns() {
        return terminal.getWidth() > 0 ? terminal.getWidth() : COLUMNS;
    }

    /** Draws the lines that have changed since the last time; all of them where the window has another size. */
    void draw(List<AttributedString> lines) {
        if (before == null) {
            return;
        }
        if (shown.size() != lines.size() || columnsShown != columns()) {
            terminal.puts(Capability.clear_screen);
            shown = List.of();
        }
        for (int row = 0; row < lines.size(); row++) {
            if (row >= shown.size() || !lines.get(row).equals(shown.get(row))) {
                terminal.puts(Capability.cursor_address, row, 0);
                terminal.puts(Capability.clr_eol);
                terminal.writer().print(lines.get(row).toAnsi(terminal));
            }
        }
        terminal.flush();
        shown = List.copyOf(lines);
        columnsShown = columns();
    }

    /** Draws all of it the next time: what the terminal shows may have been lost. */
    void forget() {
        shown = List.of();
    }

    /**
     * Stops until the shell says that it goes on, with all processes of this job, and only when the terminal has been given
     * back: where one of them stops earlier, such as the launcher, the shell takes a terminal that is not its own yet. Nothing
     * on Windows, which knows no such thing.
     */
    void suspend() throws IOException, InterruptedException {
        if (File.separatorChar == '/') {
            leave();
            new ProcessBuilder("kill", "-STOP", "0").inheritIO().start().waitFor();
            enter();
        }
    }
}
