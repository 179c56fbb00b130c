package workbook.coach.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import workbook.testing.postgres.WorkbookHome;

/**
 * What came of a command line, typed in a clone.
 *
 * @param status the exit status
 * @param out    what it printed
 * @param err    what it complained of
 */
record Typed(int status, String out, String err) {

    /** Runs a command line as a program would: there is no terminal. */
    static Typed in(Path home, String... line) {
        return run(home, "false", "", line);
    }

    /** Runs a command line at a terminal, where a person types these lines. */
    static Typed atTerminal(Path home, String typed, String... line) {
        return run(home, "true", typed, line);
    }

    private static Typed run(Path home, String terminal, String typed, String... line) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        InputStream in = System.in;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ByteArrayOutputStream complained = new ByteArrayOutputStream();
        String homeBefore = System.setProperty(WorkbookHome.PROPERTY, home.toString());
        System.setProperty("workbook.terminal", terminal);
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
        System.setIn(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)));
        try {
            int status = Workbook.execute(line);
            return new Typed(status, plain(printed), plain(complained));
        } finally {
            System.setOut(out);
            System.setErr(err);
            System.setIn(in);
            System.clearProperty("workbook.terminal");
            if (homeBefore == null) {
                System.clearProperty(WorkbookHome.PROPERTY);
            } else {
                System.setProperty(WorkbookHome.PROPERTY, homeBefore);
            }
        }
    }

    /** Without colour, and with the line ends of one system. */
    private static String plain(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n").replaceAll("\u001b\\[\\d+m", "");
    }
}
