package workbook.coach.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static workbook.coach.FakeResults.assertion;
import static workbook.coach.FakeResults.failed;
import static workbook.coach.FakeResults.passed;
import static workbook.coach.FakeResults.verdict;

import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import workbook.coach.FakeCourse;
import workbook.coach.FakeRepository;
import workbook.coach.Golden;
import workbook.coach.RefusedFile;
import workbook.coach.files.Folders;
import workbook.coach.progress.ModuleProgress;
import workbook.coach.progress.Progress;

/** Commands that run no test. */
class CommandsTest {

    private static final String COUNT = "exercises/00-count/src/main/java/count/Count.java";

    @TempDir
    Path home;

    private FakeCourse fake;

    @BeforeEach
    void fakeCourse() {
        fake = new FakeCourse(home);
        fake.recordStubs();
    }

    @Test
    @DisplayName("hint: the first open task's, one level a call; any task's with --task")
    void hint() {
        progress().record(fake.module("01"), verdict("01-double", failed("T.t", "t", 2, assertion())), false);

        assertThat(Typed.in(home, "hint", "01").out()).contains("task 2: Print", "Hint 1 of 3: a question", "Why?");
        assertThat(Typed.in(home, "hint", "01").out())
                .contains("Hint 2 of 3: a pointer")
                .doesNotContain("Hint 1");
        assertThat(Typed.in(home, "hint", "01", "--task", "1").out()).contains("task 1: Double", "Hint 1 of 3");
        assertThat(Typed.in(home, "hint").out()).as("of the current module").contains("00 Count", "task 1: Add");
        assertThat(Typed.in(home, "hint", "01", "--task", "7"))
                .isEqualTo(new Typed(2, "", "There is no task 7 in 01-double: it has tasks 1 to 2.\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"solution", "diff"})
    @DisplayName("the reference is shown once the module is passed, or to somebody who gives up")
    void gated(String command) {
        assertThat(Typed.in(home, command, "00"))
                .isEqualTo(new Typed(
                        2,
                        "",
                        "Module 00 is not passed yet. A hint takes less "
                                + "away: ./workbook hint 00. To see the reference all the same: ./workbook " + command
                                + " 00 --give-up\n"));
        assertThat(Typed.in(home, command, "00", "--give-up").err()).endsWith("add --yes to say so.\n");
        assertThat(Typed.atTerminal(home, "\n", command, "00", "--give-up").out())
                .endsWith("? [y/N] ");
        assertThat(Typed.atTerminal(home, "y\n", command, "00", "--give-up").out())
                .contains("return a + b;");
        assertThat(Typed.in(home, command, "00", "--give-up", "--yes").out()).contains("return a + b;");
        pass("00");
        assertThat(Typed.in(home, command, "00"))
                .satisfies(
                        shown -> assertThat(shown.out())
                                .contains("solutions/00-count/src/main/java/count/Count.java", "return a + b;"),
                        shown -> assertThat(shown.status()).isZero());
    }

    @Test
    @DisplayName(
            "reset: back to the stub after a yes; the learner's version is kept, and the module is to be done again")
    void reset() {
        String stub = Folders.read(home.resolve(COUNT));
        new FakeRepository(home).commit();
        assertThat(Typed.in(home, "reset", "00").out()).contains("are as the clone had them: nothing to do.");
        fake.write(COUNT, "mine");
        pass("00");

        assertThat(Typed.in(home, "reset", "00").status()).as("nobody to ask").isEqualTo(2);
        assertThat(Typed.atTerminal(home, "n\n", "reset", "00").out()).endsWith("Nothing was changed.\n");
        assertThat(home.resolve(COUNT)).hasContent("mine");

        Typed reset = Typed.atTerminal(home, "yes\n", "reset", "00");
        assertThat(reset.status()).isZero();
        assertThat(home.resolve(COUNT)).hasContent(stub);
        String kept = reset.out().replaceAll("(?s).*Yours +(\\S+).*", "$1");
        assertThat(home.resolve(kept).resolve(COUNT)).hasContent("mine");
        assertThat(of("00").passed()).isFalse();
    }

    @Test
    @DisplayName("skip leaves out one module after the other, until there is none")
    void skip() {
        assertThat(Typed.in(home, "skip").out()).contains("Skipped 00 Count", "exercises/01-double/README.md");
        assertThat(Typed.in(home, "skip").out()).contains("Skipped 01 Double").doesNotContain("Next");
        assertThat(Typed.in(home, "skip"))
                .isEqualTo(new Typed(
                        2,
                        "",
                        "There is nothing left to skip: every module is done or skipped. ./workbook list shows"
                                + " them.\n"));
    }

    @Test
    @DisplayName("start-at skips what comes before, says what it builds on, and changes no file")
    void startAt() {
        fake.write(COUNT, "mine");
        Typed started = Typed.in(home, "start-at", "01");

        assertThat(started.out()).contains("You are at 01 Double. No file was changed.", "Building on: 00 reference");
        assertThat(home.resolve(COUNT)).hasContent("mine");
        assertThat(of("00").skipped()).isTrue();
        assertThat(Typed.in(home, "start-at", "00").out()).as("back again").contains("You are at 00 Count. No");
        assertThat(of("00").skipped()).isFalse();
        pass("00");
        assertThat(Typed.in(home, "start-at", "01").out()).contains("Building on: 00 yours");
        assertThat(Typed.in(home, "start-at", "00").out()).contains("which is done already");
    }

    @Test
    @DisplayName("status and list: in words, and for programs")
    void statusAndList() {
        pass("00");
        progress().record(fake.module("01"), verdict("01-double", failed("T.t", "t", 2, assertion())), false);
        progress().hintShown(fake.module("01"), 2, 1);

        Golden.check(
                "status",
                Typed.in(home, "status").out() + "\n"
                        + Typed.in(home, "status", "--json").out() + "\n"
                        + Typed.in(home, "list").out().replaceAll(" +\n", "\n") + "\n"
                        + Typed.in(home, "list", "--json").out());
        JsonNode list =
                JsonMapper.shared().readTree(Typed.in(home, "list", "--json").out());
        assertThat(list.get("modules")).hasSize(2);
    }

    @Test
    @DisplayName("what is wrong with the progress file is said once, apart from what a program reads")
    void damagedProgress() {
        fake.write(".workbook/progress.json", "{");
        Typed status = Typed.in(home, "status", "--json");
        assertThat(status.err())
                .startsWith("The progress file can't be read; it was kept as ")
                .hasLineCount(1);
        assertThat(JsonMapper.shared().readTree(status.out()).get("current").asString())
                .isEqualTo("00-count");
        assertThat(Typed.in(home, "status").err()).isEmpty();
    }

    @Test
    @DisplayName("a module or a command that there is not: one line, with the nearest")
    void unknown() {
        assertThat(Typed.in(home, "run", "0x"))
                .isEqualTo(new Typed(
                        2, "", "There is no module '0x'. The nearest is 00-count; ./workbook list shows them all.\n"));
        assertThat(Typed.in(home, "hint", "dubble").err())
                .startsWith("There is no module 'dubble'. The nearest is 01-double;");
        assertThat(Typed.in(home, "rnu"))
                .isEqualTo(new Typed(
                        2,
                        "",
                        "There is no command 'rnu'. The nearest is run. ./workbook --help shows what there is.\n"));
        assertThat(Typed.in(home, "hnit").err()).startsWith("There is no command 'hnit'. The nearest is hint.");
        assertThat(Typed.in(home, "list", "--jsno").err())
                .startsWith("There is no option '--jsno'. The nearest is --json.");
        assertThat(Typed.in(home, "diff").err()).hasLineCount(1);
    }

    @Test
    @DisplayName("break before the module is passed would give it away")
    void breakIsGated() {
        assertThat(Typed.in(home, "break", "00").err()).startsWith("Module 00 is not passed yet, and the game would");
        pass("01");
        assertThat(Typed.in(home, "break", "01").err()).startsWith("Module 01 has no mistakes to play with");
    }

    @Test
    @DisplayName("author check --times wants a number of runs")
    void noTimes() {
        Typed refused = Typed.in(home, "author", "check", "--times", "0");

        assertThat(refused.err())
                .isEqualTo("--times wants the number of runs, 1 or more: ./workbook author check --times 100 02\n");
        assertThat(refused.status()).isEqualTo(2);
    }

    @Test
    @DisplayName("author mistake: an edited reference becomes a mistake; those that a new reference leaves behind are"
            + " listed")
    void authorMistake() {
        String reference = "solutions/00-count/src/main/java/count/Count.java";
        new FakeRepository(home).commit();
        assertThat(Typed.in(home, "author", "mistake", "00").err())
                .startsWith("Either give the mistake a name, or bring");

        fake.replace(reference, "return a + b;", "return a * b;");
        assertThat(Typed.in(home, "author", "mistake", "00", "multiplies"))
                .isEqualTo(new Typed(
                        0,
                        """
                solutions/00-count/mistakes/multiplies.md has the change, and the reference is as it is committed again:
                  solutions/00-count/src/main/java/count/Count.java
                Say in it what is wrong, and which test catches it. ./workbook author check 00 tells which tests fail.
                """,
                        ""));

        assertThat(Typed.in(home, "author", "mistake", "--rebase", "00"))
                .isEqualTo(new Typed(
                        0,
                        """
                  ok   multiplies
                  ok   subtracts
                """,
                        ""));
        fake.replace(reference, "package count;", "package count;\n");
        fake.replace("solutions/00-count/mistakes/subtracts.md", "return a + b;", "return a + 0;");
        assertThat(Typed.in(home, "author", "mistake", "--rebase", "00"))
                .isEqualTo(new Typed(
                        1,
                        """
                  ok   multiplies is brought up to date
                  FIX  subtracts needs your hand: commit the new reference, make the mistake in it once more, and run
                         ./workbook author mistake 00 subtracts
                """,
                        ""));
    }

    @Test
    @DisplayName("a clone that can't be written: one sentence that names the file, status 2")
    void cannotBeWritten() {
        Path hidden = home.resolve(".workbook");
        Folders.write(hidden, "a file where a folder should be");
        assertThat(Typed.in(home, "skip"))
                .isEqualTo(new Typed(
                        2,
                        "",
                        "The system does not let the workbook use " + hidden
                                + " (file already exists): see that the clone is yours, and that the disk can"
                                + " be written and has room.\n"));
        assertThat(RefusedFile.inWords(new UncheckedIOException(new AccessDeniedException("a.json")))
                        .orElse(""))
                .contains("use a.json (access denied): ");
        assertThat(RefusedFile.inWords(new FileSystemException("a.json", null, "Read-only file system"))
                        .orElse(""))
                .contains("use a.json (Read-only file system): ");
        assertThat(RefusedFile.inWords(new NoSuchFileException("HINTS.md")))
                .as("a file that is missing")
                .isEmpty();
    }

    private Progress progress() {
        return Progress.load(fake.course());
    }

    private ModuleProgress of(String id) {
        return progress().of(fake.module(id));
    }

    private void pass(String id) {
        progress().record(fake.module(id), verdict(id, passed("T.t", "t", 1)), true);
    }
}
