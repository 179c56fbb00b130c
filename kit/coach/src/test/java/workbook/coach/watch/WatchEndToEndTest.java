package workbook.coach.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import workbook.coach.files.Folders;

/** Drives the real program in a terminal, as a learner would: reads, saves, presses keys. */
@Timeout(300)
class WatchEndToEndTest {

    private static final String RED = "x two and three are five";
    private static final String DONE = "00 Count  done";

    @TempDir
    Path folder;

    private WatchedCourse course;

    @BeforeEach
    void write() {
        course = new WatchedCourse(folder);
    }

    @Test
    @DisplayName("question, red, a save, green, the next module, a hint, the list, and out")
    void wholeWalk() throws Exception {
        try (PseudoTerminal terminal = course.start(Map.of())) {
            terminal.await("What is it?");
            terminal.type("five\r");
            terminal.await("TODO task 1: add");
            terminal.awaitVerdict(RED);

            course.replace(
                    course.file("Count.java"), folder.resolve("solutions/00-count/src/main/java/count/Count.java"));
            terminal.awaitVerdict(DONE);
            terminal.await("1 of 2 modules done");
            terminal.await("You said: five");

            terminal.type("n");
            terminal.await("01 Double  before you begin");
            terminal.type("\r");
            terminal.await("Building on: 00 yours");
            terminal.await("TODO task 1: double");

            terminal.type("h");
            terminal.await("Hint 1 of 3: a question");
            terminal.type("h");
            terminal.await("Hint 2 of 3: a pointer");
            terminal.type("l");
            terminal.await("you build");
            terminal.type("d");
            terminal.await("can be compared once the module is done");
            terminal.type("q");
            assertThat(terminal.awaitEnd()).as("the exit status").isZero();
        }
    }

    @Test
    @DisplayName("an endless loop, a System.exit and endless output are cut off and named, and the coach lives on")
    void codeThatNeverEnds() throws Exception {
        try (PseudoTerminal terminal = course.open()) {
            course.saveBody("while (true) { }");
            terminal.await("Running again ...");
            course.saveBody("System.exit(3); return 0;");
            terminal.await("the Java process ended in the middle of this test");
            course.saveBody("while (true) { System.out.println(a + b); }");
            terminal.await("it printed more than anyone reads");
            course.saveBody("retrn a + b;");
            terminal.awaitVerdict("does not compile yet");
            course.saveBody("return a + b;");
            terminal.awaitVerdict(DONE);
        }
    }

    @Test
    @DisplayName("a byte that is no UTF-8 is named with its place, and the next save is run")
    void noUtf8() throws Exception {
        try (PseudoTerminal terminal = course.open()) {
            Folders.writeBytes(
                    course.file("Count.java"), "package count;\n// caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
            terminal.awaitVerdict("Count.java:2 is not UTF-8");
            course.saveBody("return a + b;");
            terminal.awaitVerdict(DONE);
        }
    }

    @Test
    @DisplayName("a file that this user may not read is named, and the next save is run")
    void notToBeRead() throws Exception {
        Path closed = Files.writeString(folder.resolve("closed"), "package count;\n");
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(closed), "this user may read everything");
        try (PseudoTerminal terminal = course.open()) {
            Files.move(closed, course.file("Count.java"), StandardCopyOption.REPLACE_EXISTING);
            terminal.await("Count.java can't be read");
            Files.delete(course.file("Count.java"));
            course.saveBody("return a + b;");
            terminal.awaitVerdict(DONE);
        }
    }

    @Test
    @DisplayName("a file that was made meanwhile is followed like the others: used, wrong, broken and mended")
    void newFile() throws Exception {
        try (PseudoTerminal terminal = course.open()) {
            course.saveMore("return a + b;");
            course.saveBody("return More.sum(a, b);");
            terminal.awaitVerdict(DONE);
            course.saveMore("return a - b;");
            terminal.awaitVerdict("but was: -1");
            course.saveMore("return a + c;");
            terminal.awaitVerdict("00 Count  does not compile yet");
            terminal.awaitVerdict("exercises/00-count/src/main/java/count/More.java:4");
            terminal.awaitVerdict("cannot find symbol");
            course.saveMore("return b + a;");
            terminal.awaitVerdict(DONE);
        }
    }

    @Test
    @DisplayName("a card that is too long is paged; the window may shrink in the middle of it")
    void paging() throws Exception {
        try (PseudoTerminal terminal = course.open()) {
            course.saveBody("throw new IllegalStateException(\"line\\n\".repeat(17) + \"the end\");");
            terminal.awaitVerdict("IllegalStateException");
            terminal.resize(PseudoTerminal.COLUMNS, 12);
            terminal.await("space more");
            terminal.type(" ");
            terminal.type("\u001B[F");
            terminal.await("home top");
            terminal.type("\u001B[H");
            terminal.await("task 1: Add");
        }
    }
}
