package workbook.coach.watch;

import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import com.pty4j.WinSize;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jline.builtins.ScreenTerminal;

/** A terminal with a program in it: what it shows is what a person would see, for all that is drawn is carried out. */
final class PseudoTerminal implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(60);
    static final int COLUMNS = 80;
    static final int ROWS = 40;

    private final PtyProcess program;
    private final ScreenTerminal screen = new ScreenTerminal(COLUMNS, ROWS);
    private final StringBuilder output = new StringBuilder();

    /**
     * Starts a program.
     *
     * @param folder      where it runs
     * @param environment what is added to this process's own
     */
    PseudoTerminal(Path folder, Map<String, String> environment, String... command) throws IOException {
        Map<String, String> whole = new HashMap<>(System.getenv());
        whole.put("TERM", "xterm");
        whole.put("NO_COLOR", "1");
        whole.putAll(environment);
        program = new PtyProcessBuilder(command)
                .setDirectory(folder.toString())
                .setEnvironment(whole)
                .setInitialColumns(COLUMNS)
                .setInitialRows(ROWS)
                .start();
        Reader drawn = new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8);
        Thread.ofPlatform().daemon().start(() -> read(drawn));
    }

    private void read(Reader drawn) {
        char[] text = new char[4096];
        try {
            for (int count = drawn.read(text); count >= 0; count = drawn.read(text)) {
                String part = new String(text, 0, count);
                synchronized (screen) {
                    output.append(part);
                    screen.write(part);
                    screen.notifyAll();
                }
            }
        } catch (IOException e) {
            // the program has ended
        }
    }

    ProcessHandle process() {
        return ProcessHandle.of(program.pid()).orElseThrow();
    }

    void type(String keys) throws IOException {
        program.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
        program.getOutputStream().flush();
    }

    /** Gives the window another size: the program is told. */
    void resize(int columns, int rows) {
        synchronized (screen) {
            screen.setSize(columns, rows);
        }
        program.setWinSize(new WinSize(columns, rows));
    }

    /** What stands on the screen now, a line for each row. */
    String shown() {
        synchronized (screen) {
            return screen.toString();
        }
    }

    /** Waits until a text stands on the screen. */
    void await(String text) throws InterruptedException {
        await("'" + text + "'", () -> shown().contains(text));
    }

    /** Waits until a text stands on the screen of a watch in which no test runs any more. */
    void awaitVerdict(String text) throws InterruptedException {
        await(
                "a verdict with '" + text + "'",
                rows -> rows.stream().anyMatch(row -> row.contains(text))
                        && rows.stream().noneMatch(row -> row.startsWith("  Running ")));
    }

    /** Waits until something has been written, whether it can be seen or not. */
    void awaitOutput(String text) throws InterruptedException {
        await("'" + text + "'", () -> output.indexOf(text) >= 0);
    }

    /** Waits until the rows of the screen, without the blanks behind them, are as they should. */
    void await(String what, Predicate<List<String>> rows) throws InterruptedException {
        await(what, () -> rows.test(shown().lines().map(String::stripTrailing).toList()));
    }

    private void await(String what, BooleanSupplier there) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        synchronized (screen) {
            while (!there.getAsBoolean()) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    throw new AssertionError(what + " did not appear; this is on the screen:\n" + shown());
                }
                screen.wait(left);
            }
        }
    }

    /** What has been written, with all that moves and clears. */
    String output() {
        synchronized (screen) {
            return output.toString();
        }
    }

    /** Forgets what has been written; what stands on the screen stays. */
    void forgetOutput() {
        synchronized (screen) {
            output.setLength(0);
        }
    }

    /** Waits until the program has ended. @return its exit status */
    int awaitEnd() throws InterruptedException {
        if (!program.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the program did not end; this is on the screen:\n" + shown());
        }
        return program.exitValue();
    }

    @Override
    public void close() {
        program.destroyForcibly();
    }
}
