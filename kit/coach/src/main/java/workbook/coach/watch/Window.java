package workbook.coach.watch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;

/** The terminal as the one screen of the coach: entered, drawn into, and given back as it was. */
final class Window implements AutoCloseable {

    private static final int ROWS = 24;
    private static final int COLUMNS = 80;

    private final Terminal terminal;
    private final Display display;
    private Attributes before;

    Window(Terminal terminal) {
        this.terminal = terminal;
        this.display = new Display(terminal, true);
    }

    /** Takes the terminal. Nothing where it is taken already. */
    void enter() {
        if (before == null) {
            before = terminal.enterRawMode();
            terminal.puts(Capability.enter_ca_mode);
            terminal.puts(Capability.keypad_xmit);
            terminal.puts(Capability.cursor_invisible);
            display.clear();
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

    /** Draws what has changed since the last time. */
    void draw(List<AttributedString> lines) {
        if (before != null) {
            Size size = new Size(columns(), rows());
            display.resize(size.getRows(), size.getColumns());
            display.update(new ArrayList<>(lines), -1);       // it takes lines away while it looks for those that moved
        }
    }

    /** Ends until the shell brings it back: stops this very process, as the terminal's own Ctrl-Z would have. */
    void suspend() throws IOException, InterruptedException {
        leave();
        new ProcessBuilder("kill", "-STOP", Long.toString(ProcessHandle.current().pid())).inheritIO().start().waitFor();
    }

    @Override
    public void close() {
        leave();
    }
}
