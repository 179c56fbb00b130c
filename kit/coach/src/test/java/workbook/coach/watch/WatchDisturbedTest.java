package workbook.coach.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import workbook.testing.postgres.EmbeddedServer;

/** What happens around an open watch: signals, another size, an editor, another terminal, a server that dies. */
@Timeout(300)
class WatchDisturbedTest {

    private static final String RED = "x two and three are five";
    private static final String DONE = "00 Count  done";
    private static final String CTRL_C = "\u0003";
    private static final String CTRL_Z = "\u001A";
    private static final String TAKES_THE_SCREEN = "\u001B[?1049h";
    private static final String LEAVES_THE_SCREEN = "\u001B[?1049l";
    private static final int LOW = 16;

    @TempDir
    Path folder;

    private WatchedCourse course;

    @BeforeEach
    void write() {
        course = new WatchedCourse(folder);
    }

    @Test
    @DisplayName("Ctrl-C gives the terminal back, and the coach ends")
    void interrupted() throws Exception {
        try (PseudoTerminal terminal = course.open()) {
            terminal.type(CTRL_C);
            terminal.awaitOutput(LEAVES_THE_SCREEN);
            terminal.awaitEnd();
        }
    }

    @Test
    @DisplayName(
            "after Ctrl-Z the shell has its terminal; after fg the screen is whole, what was saved is run, and keys"
                    + " work")
    void stoppedAndContinued() throws Exception {
        Path launcher = script("launcher", "'" + String.join("' '", course.command()) + "' \"$@\"\necho ended with $?");
        try (PseudoTerminal shell = new PseudoTerminal(folder, Map.of("PS1", "prompt: "), "sh", "-i")) {
            shell.await("prompt:");
            shell.type(launcher + "\r");
            WatchedCourse.pastTheQuestion(shell);

            shell.forgetOutput();
            shell.type(CTRL_Z);
            shell.awaitOutput(LEAVES_THE_SCREEN);
            shell.awaitOutput("prompt:");
            shell.type("echo $((6 * 7))\r");
            shell.awaitOutput("echo $((6 * 7))\r\n42\r\n");

            course.saveBody("return a - b;");
            shell.type("fg\r");
            shell.awaitOutput(TAKES_THE_SCREEN);
            shell.awaitVerdict("but was: -1");
            shell.await("q quit");
            shell.type("l");
            shell.await("you build");
            shell.type("q");
            shell.await("ended with 0");
        }
    }

    @Test
    @DisplayName(
            "the window shrinks while the tests run: the verdict is drawn in the new size, and what was lost is drawn"
                    + " again")
    void resized() throws Exception {
        Path go = folder.resolve("go");
        try (PseudoTerminal terminal = course.open()) {
            course.saveBody(onceThereIs(go) + "return a - b;");
            terminal.await("Running again ...");
            terminal.resize(PseudoTerminal.COLUMNS, LOW);
            terminal.await(
                    "a small screen with what was there",
                    rows -> rows.getFirst().startsWith("00 Count  ")
                            && rows.contains("  Running again ...")
                            && rows.getLast().contains("q quit"));
            Files.createFile(go);
            terminal.await(
                    "a small screen with the verdict",
                    rows -> rows.getFirst().startsWith("00 Count  x 1 (1/2)")
                            && rows.contains("  " + RED)
                            && rows.getLast().startsWith("space more"));

            terminal.forgetOutput();
            terminal.resize(PseudoTerminal.COLUMNS, LOW);
            new ProcessBuilder(
                            "kill", "-WINCH", Long.toString(terminal.process().pid()))
                    .start()
                    .waitFor();
            terminal.awaitOutput(RED);
        }
    }

    @Test
    @DisplayName("an editor has the terminal for itself: saves, verdicts, Ctrl-C and Ctrl-Z draw nothing until it ends")
    void editorInFront() throws Exception {
        Path go = folder.resolve("go");
        Path wrong = Files.writeString(folder.resolve("wrong"), WatchedCourse.withBody("return a - b;"));
        Path editor = script(
                "editor",
                """
                trap 'echo the editor goes on' INT
                trap '' TSTP
                clear
                echo the editor is open
                touch %s
                until grep -q '"passed" : true' .workbook/progress.json; do sleep 0.1; done
                cp %s "$1"
                echo a run has ended and a file is saved
                until read key; do :; done
                """
                        .formatted(go, wrong));
        try (PseudoTerminal terminal = course.start(Map.of("VISUAL", "", "EDITOR", editor.toString()))) {
            WatchedCourse.pastTheQuestion(terminal);
            course.saveBody(onceThereIs(go) + "return a + b;");
            terminal.await("Running again ...");
            terminal.type("o");
            terminal.await("a run has ended and a file is saved");
            terminal.type(CTRL_C);
            terminal.await("the editor goes on");
            terminal.type(CTRL_Z);
            terminal.await("^Z");
            assertThat(terminal.shown().lines().map(String::strip).filter(row -> !row.isEmpty()))
                    .as("what stands on the screen is the editor's")
                    .containsExactly(
                            "the editor is open", "a run has ended and a file is saved", "^Cthe editor goes on", "^Z");

            terminal.forgetOutput();
            terminal.type("\r");
            terminal.awaitVerdict("but was: -1");
            terminal.type("l");
            terminal.await("you build");
            assertThat(terminal.output().split(Pattern.quote(TAKES_THE_SCREEN), -1))
                    .as("the screen is taken once")
                    .hasSize(2);
        }
    }

    @Test
    @DisplayName("the server is killed: the next save has a true verdict, red or green, and a line says what happened")
    void serverKilled() throws Exception {
        course.usesPostgres();
        try (PseudoTerminal terminal = course.open()) {
            course.saveBody("return a - b;");
            terminal.awaitVerdict("but was: -1");
            course.killServer();
            course.saveBody("return b - a;");
            terminal.await("PostgreSQL had gone. It was started again.");
            terminal.awaitVerdict("but was: 1");
            course.killServer();
            course.saveBody("return a + b;");
            terminal.awaitVerdict(DONE);
        } finally {
            EmbeddedServer.of(folder).stop();
        }
    }

    @Test
    @DisplayName(
            "two terminals on one clone: each shows its own module's true verdict, and the progress of both is kept")
    void twoTerminals() throws Exception {
        try (PseudoTerminal one = course.open();
                PseudoTerminal other = course.open()) {
            other.type("n");
            other.await("01 Double  before you begin");
            other.type("\r");
            other.await("TODO task 1: double");

            course.saveBody("return a - b;");
            one.awaitVerdict("but was: -1");
            course.saveBody("return a + b;");
            one.awaitVerdict(DONE);
            course.fake().solve("01");
            other.awaitVerdict("01 Double  done");
            other.await("2 of 2 modules done");
            course.saveBody("return a * b;");
            one.awaitVerdict(RED);
            course.saveBody("return b + a;");
            one.awaitVerdict(DONE);
            one.await("2 of 2 modules done");
        }
    }

    private static String onceThereIs(Path file) {
        return "while (!new java.io.File(\"" + file + "\").exists()) { Thread.onSpinWait(); } ";
    }

    private Path script(String name, String text) throws Exception {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + text + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
