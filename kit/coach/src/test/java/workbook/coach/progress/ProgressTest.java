package workbook.coach.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static workbook.coach.FakeResults.assertion;
import static workbook.coach.FakeResults.failed;
import static workbook.coach.FakeResults.failure;
import static workbook.coach.FakeResults.passed;
import static workbook.coach.FakeResults.stretch;
import static workbook.coach.FakeResults.todo;
import static workbook.coach.FakeResults.verdict;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.coach.FakeCourse;
import workbook.coach.build.CompileError;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Module;
import workbook.coach.run.Verdict;
import workbook.coach.worker.Failure.Kind;

class ProgressTest {

    private static final Verdict GREEN = verdict("00-count", passed("A.a", "a", 1), passed("B.b", "b", 2));
    private static final Verdict RED = verdict("00-count", passed("A.a", "a", 1), failed("B.b", "b", 2, assertion()));

    @TempDir
    Path folder;

    private FakeCourse fake;
    private Course course;
    private Module count;
    private Progress progress;

    @BeforeEach
    void fakeCourse() {
        fake = new FakeCourse(folder);
        course = fake.course();
        count = course.find("00");
        progress = Progress.load(course);
    }

    @Test
    @DisplayName("two terminals on one clone: each change is made to what the other one has left")
    void twoTerminals() {
        Progress other = Progress.load(course);
        other.skip(course.find("01"));
        other.hintShown(count, 1, 2);

        progress.record(count, GREEN, true);

        Progress both = Progress.load(course);
        assertThat(both.of(count).passed()).isTrue();
        assertThat(both.hintsShown(count, 1))
                .as("the hint that the other terminal showed")
                .isEqualTo(2);
        assertThat(both.of(course.find("01")).skipped())
                .as("the module that the other terminal skipped")
                .isTrue();
        assertThat(progress.of(course.find("01")).skipped())
                .as("this terminal knows it now, too")
                .isTrue();
    }

    @Test
    @DisplayName("four processes that change it a hundred times each lose nothing")
    void fourProcesses() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            processes.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            ChangeProgress.class.getName(),
                            folder.toString(),
                            "100")
                    .inheritIO()
                    .start());
        }
        for (Process process : processes) {
            assertThat(process.waitFor())
                    .as("the status of a process that changed the progress")
                    .isZero();
        }

        assertThat(loaded().rounds()).isEqualTo(400);
    }

    @Test
    @DisplayName("a run is remembered: passed, red, and the first open task")
    void recorded() {
        progress.record(count, RED, false);
        assertThat(loaded().red()).isTrue();
        assertThat(loaded().openTask()).isEqualTo(2);

        Verdict broken =
                new Verdict("00-count", List.of(new CompileError(Path.of("C.java"), 1, 1, "no", "")), List.of());
        progress.record(count, broken, false);
        assertThat(loaded().openTask())
                .as("what does not compile does not tell")
                .isEqualTo(2);

        progress.record(count, GREEN, true);
        assertThat(loaded().holds()).isTrue();
        assertThat(loaded().openTask()).isZero();

        progress.record(count, RED, false);
        assertThat(loaded().passed()).as("it was passed once").isTrue();
        assertThat(loaded().holds()).as("it holds now").isFalse();
    }

    @Test
    @DisplayName("an attempt is code of the learner's own that was judged, and another one is other code")
    void attempts() {
        fake.recordStubs();
        progress.record(count, RED, false);
        assertThat(loaded().attempts()).as("the stub is nobody's attempt").isEmpty();

        write("return a - b;");
        progress.record(count, verdict("00-count", failed("A.a", "a", 1, todo())), false);
        progress.record(
                count,
                verdict("00-count", failed("A.a", "a", 1, failure(Kind.SCRIPT, "ScriptFailedException", "no"))),
                false);
        progress.record(
                count,
                new Verdict("00-count", List.of(new CompileError(Path.of("C.java"), 1, 1, "no", "")), List.of()),
                false);
        assertThat(loaded().attempts())
                .as("a task that is not begun, a script and a class that do not compile")
                .isEmpty();

        progress.record(count, RED, false);
        write("return  a - b;");
        progress.record(count, RED, false);
        assertThat(loaded().attempts()).as("the same code with other blanks").hasSize(1);

        write("return b - a;");
        progress.record(count, RED, false);
        assertThat(loaded().attempts())
                .as("other code, that fails in the same way")
                .hasSize(2);

        progress.record(count, GREEN, true);
        assertThat(loaded().attempts()).isEmpty();
    }

    @Test
    @DisplayName("the fast lane lets the learner go on, and later modules still build on the reference")
    void fastLane() {
        progress.record(count, RED, true);
        assertThat(loaded().over()).isTrue();
        assertThat(loaded().holds()).isFalse();
        assertThat(progress.current(course).id()).isEqualTo("01-double");
    }

    @Test
    @DisplayName("a stretch test that is open does not keep a module from being passed, and is the task to hint at")
    void stretchIsOpen() {
        progress.record(
                count, verdict("00-count", passed("A.a", "a", 1), stretch(failed("C.c", "c", 3, todo()))), true);
        assertThat(loaded().holds()).isTrue();
        assertThat(loaded().openTask()).isEqualTo(3);
    }

    @Test
    @DisplayName("a module can be skipped, taken up again, and forgotten")
    void skipped() {
        progress.record(count, RED, false);
        progress.skip(count);
        assertThat(progress.current(course).id()).isEqualTo("01-double");
        progress.resume(count);
        assertThat(progress.current(course)).isEqualTo(count);
        progress.record(count, GREEN, true);
        progress.forget(count);
        assertThat(loaded()).isEqualTo(ModuleProgress.NONE);
    }

    @Test
    @DisplayName("a file without the keys that came later is read all the same")
    void olderFile() {
        fake.write(
                ".workbook/progress.json",
                """
                {"format": 1, "modules": {"00-count": {"passed": true, "red": false, "skipped": false}}}
                """);
        Progress read = Progress.load(course);
        assertThat(read.complaint()).isEmpty();
        assertThat(read.of(count).holds()).isTrue();
    }

    @Test
    @DisplayName("a damaged file is kept aside, with one sentence, and the tests tell anew")
    void damaged() {
        fake.write(".workbook/progress.json", "{\"format\": 1, \"modu");
        Progress read = Progress.load(course);
        assertThat(read.complaint())
                .hasValue("The progress file can't be read; it was kept as progress.kept-aside.json "
                        + "beside it. Modules count as done again when their tests pass.");
        assertThat(folder.resolve(".workbook/progress.kept-aside.json")).hasContent("{\"format\": 1, \"modu");
        assertThat(folder.resolve(".workbook/progress.json")).doesNotExist();
        assertThat(read.current(course)).isEqualTo(count);
    }

    @Test
    @DisplayName("a file from a newer version is kept aside, with one sentence")
    void newer() {
        fake.write(".workbook/progress.json", "{\"format\": 2, \"chapters\": []}");
        assertThat(Progress.load(course).complaint()).hasValueSatisfying(said -> assertThat(said)
                .startsWith("The progress file is of another version of the workbook (format 2); it was"));
        assertThat(folder.resolve(".workbook/progress.kept-aside.json")).exists();
    }

    private void write(String code) {
        fake.write("exercises/00-count/src/main/java/count/Count.java", code);
    }

    private ModuleProgress loaded() {
        return Progress.load(course).of(count);
    }
}
