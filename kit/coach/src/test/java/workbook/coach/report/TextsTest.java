package workbook.coach.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static workbook.coach.FakeResults.assertion;
import static workbook.coach.FakeResults.failed;
import static workbook.coach.FakeResults.passed;
import static workbook.coach.FakeResults.verdict;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.coach.FakeCourse;
import workbook.coach.Golden;
import workbook.coach.UserException;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Mistake;
import workbook.coach.curriculum.Module;
import workbook.coach.files.Folders;
import workbook.coach.progress.Progress;
import workbook.coach.run.Verdict;

class TextsTest {

    @TempDir
    Path folder;

    private FakeCourse fake;
    private Course course;
    private Module count;
    private Module twice;
    private Progress progress;

    @BeforeEach
    void fakeCourse() {
        fake = new FakeCourse(folder);
        course = fake.course();
        count = course.find("00");
        twice = course.find("01");
        progress = Progress.load(course);
    }

    @Test
    @DisplayName("the table of modules, by every state that a module can have")
    void moduleTable() {
        Verdict green = verdict("00-count", passed("Task1AddTest.twoAndThree", "two and three are five", 1));
        Verdict red = verdict("00-count", failed("Task1AddTest.twoAndThree", "two and three are five", 1, assertion()));
        StringBuilder tables = new StringBuilder(table("fresh"));
        progress.record(count, red, false);
        tables.append(table("00 red"));
        progress.record(count, green, true);
        progress.skip(twice);
        tables.append(table("00 green, 01 skipped"));
        progress.record(count, red, false);
        progress.record(twice, red, true);
        tables.append(table("00 red again, 01 by the fast lane"));
        Golden.check("module-table", tables.toString());
    }

    private String table(String when) {
        return when + "\n" + ModuleTable.of(course, progress).stripTrailing() + "\n\n"
                + Status.of(course, progress, Style.PLAIN) + "\n";
    }

    @Test
    @DisplayName("the hints of a task, one level after the other, and then all of them")
    void hints() {
        fake.replace(
                "exercises/01-double/HINTS.md", "`a`\n\n## Task 2", "```java\nreturn a\n    + a;\n```\n\n## Task 2");
        StringBuilder shown = new StringBuilder();
        for (int call = 1; call <= 4; call++) {
            shown.append("call ")
                    .append(call)
                    .append('\n')
                    .append(new Hints(course, twice, Style.PLAIN).next(progress, 1))
                    .append('\n');
        }
        Golden.check("hints", shown.toString());
        assertThat(Progress.load(course).hintsShown(twice, 1))
                .as("levels remembered")
                .isEqualTo(3);
        assertThat(progress.hintsShown(twice, 2)).as("levels of the other task").isZero();
    }

    @Test
    @DisplayName("hints of a task that there is not, or of a file that is gone: one sentence")
    void noHints() {
        Hints hints = new Hints(course, twice, Style.PLAIN);
        assertThatThrownBy(() -> hints.next(progress, 3))
                .isInstanceOf(UserException.class)
                .hasMessage("There is no task 3 in 01-double: it has tasks 1 to 2.");
        fake.write("exercises/01-double/HINTS.md", "# Hints\n");
        assertThatThrownBy(() -> hints.next(progress, 1))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith(
                        "exercises/01-double/HINTS.md has no three hints under '## Task 1: Double': restore");
        assertThat(progress.hintsShown(twice, 1)).as("levels counted as shown").isZero();
    }

    @Test
    @DisplayName("a diff: from the learner's file to the reference, and from the reference to a mistake")
    void diff() {
        fake.write(
                "exercises/00-count/src/main/java/count/Count.java",
                """
                package count;
                public final class Count {
                    public static int add(int first, int second) {
                        return first + second;
                    }
                }
                """);
        Diff plain = new Diff(course, Style.PLAIN);
        String toReference = plain.toReference(count);
        String toMistake = plain.toMistake(Mistake.of(course, count).getFirst());
        fake.write(
                "exercises/00-count/src/main/java/count/Count.java",
                Folders.read(course.reference(count, count.edit().getFirst())));
        Golden.check("diff", toReference + "\n" + toMistake + "\n" + plain.toReference(count));
    }

    @Test
    @DisplayName("a diff where colour is on: the marks stay, so colour adds nothing but colour")
    void colouredDiff() {
        String coloured = new Diff(course, Style.COLOURED).toReference(count);
        assertThat(coloured)
                .contains("\u001b[32m+        return a + b;\u001b[0m")
                .contains("\u001b[31m-import");
        assertThat(coloured.replaceAll("\u001b\\[\\d+m", ""))
                .isEqualTo(new Diff(course, Style.PLAIN).toReference(count));
    }

    @Test
    @DisplayName("the lesson's question is asked until it is answered, or the module is done; the answer is kept")
    void prediction() {
        assertThat(Prediction.isDue(course, progress, count))
                .map(Prediction::question)
                .contains("What is it?");
        Prediction.note(progress, count, " ");
        Prediction.note(progress, count, null);
        assertThat(Prediction.isDue(course, progress, count))
                .as("asked, and skipped with Enter")
                .isPresent();

        Prediction.note(progress, count, " Six. ");
        assertThat(Prediction.isDue(course, progress, count)).isEmpty();
        assertThat(Progress.load(course).of(count).prediction()).isEqualTo("Six.");
    }

    @Test
    @DisplayName("a module that is done is not asked about any more")
    void noPredictionOnceDone() {
        progress.record(count, verdict("00-count", failed("T.t", "t", 1, assertion())), false);
        assertThat(Prediction.isDue(course, progress, count)).as("red").isPresent();
        progress.record(count, verdict("00-count", passed("T.t", "t", 1)), true);
        assertThat(Prediction.isDue(course, progress, count)).as("done").isEmpty();
    }

    @Test
    @DisplayName("what was built: modules, lines that are not blank, invariants")
    void achievement() {
        assertThat(Achievement.of(course)).isEqualTo(new Achievement(2, 14, 2));
    }

    @Test
    @DisplayName("code in a hint stays as it was written, line by line, the first one too")
    void codeStays() {
        String markdown =
                """

                    if (ours) {
                        commit();     // and not: goes on
                    }

                and then `rest`
                of it
                """;

        assertThat(Text.plain(markdown))
                .isEqualTo(
                        """
                    if (ours) {
                        commit();     // and not: goes on
                    }

                and then rest of it""");
    }

    @Test
    @DisplayName("a mark that goes on in the next line is taken off, and the ones after it are none the worse")
    void markOverTwoLines() {
        assertThat(Text.plain("For it, `set version =\nexcluded.version` serves both. (`null` does not.)"))
                .isEqualTo("For it, set version = excluded.version serves both. (null does not.)");
    }

    @Test
    @DisplayName("prose is wrapped at 80 columns, a line of code never is")
    void codeIsNotWrapped() {
        String code =
                "    select version into actual_version from streams where stream_id = stream for update; -- the lock";

        assertThat(Text.prose(
                        "A row that is missing can't be locked, so a new stream gets its row first, and then it is:\n\n"
                                + code,
                        4))
                .isEqualTo("    A row that is missing can't be locked, so a new stream gets its row first,\n"
                        + "    and then it is:\n\n"
                        + "  "
                        + code);
    }
}
