package workbook.coach.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.coach.FakeCourse;
import workbook.coach.UserException;
import workbook.coach.build.Source;
import workbook.coach.build.Sources;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Module;
import workbook.coach.files.Folders;
import workbook.coach.worker.TestResult;

@DisplayName("Runner")
class RunnerTest {

    @TempDir
    Path folder;

    private FakeCourse fake;
    private Course course;
    private Module module;

    @BeforeEach
    void fakeCourse() {
        fake = new FakeCourse(folder);
        course = fake.course();
        module = course.modules().getFirst();
    }

    @Test
    @DisplayName("a run that was canceled before it began runs no test, and the worker is there for the next one")
    void canceledBefore() {
        CancelToken canceled = new CancelToken();
        canceled.cancel();
        try (Runner runner = runner()) {
            assertThat(runner.run(module, Sources.solution(course, module), List.of(), canceled, result -> {})
                            .results())
                    .isEmpty();
            assertThat(runner.run(module, Sources.solution(course, module), List.of(), result -> {})
                            .results())
                    .hasSize(2)
                    .allMatch(TestResult::passed);
        }
    }

    @Test
    @DisplayName("a run that is canceled at its first test ends soon, nobody is blamed, and the next run is whole")
    void canceledMeanwhile() {
        CancelToken token = new CancelToken();
        try (Runner runner = runner()) {
            Verdict ended = runner.run(
                    module, body("while (true) { Thread.onSpinWait(); }", token), List.of(), token, result -> {});
            assertThat(ended.results())
                    .as("of what was cut off, nothing is told")
                    .isEmpty();
            assertThat(runner.run(module, Sources.solution(course, module), List.of(), result -> {})
                            .results())
                    .hasSize(2)
                    .allMatch(TestResult::passed);
        }
    }

    @Test
    @DisplayName("what is printed past System.out, or by another program, can't be taken for what the worker tells")
    void privateChannel() {
        fake.solve("00");
        fake.write(
                "exercises/00-count/src/main/java/count/Count.java",
                """
                package count;
                public final class Count {
                    public static int add(int a, int b) {
                        try {
                            new java.io.FileOutputStream(java.io.FileDescriptor.out).write("}{ DONE\\n".getBytes());
                            new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-version").inheritIO().start().waitFor();
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                        return a + b;
                    }
                }
                """);
        try (Runner runner = runner()) {
            assertThat(runner.run(module, Sources.exercise(course, module), List.of(), result -> {})
                            .results())
                    .hasSize(2)
                    .allMatch(TestResult::passed);
        }
    }

    @Test
    @DisplayName("code that reads System.in finds its end, and does not wait for ever")
    void emptyInput() {
        fake.write(
                "exercises/00-count/src/main/java/count/Count.java",
                """
                package count;
                public final class Count {
                    public static int add(int a, int b) {
                        try {
                            return System.in.read() == -1 ? a + b : 0;
                        } catch (java.io.IOException e) {
                            throw new IllegalStateException(e);
                        }
                    }
                }
                """);
        try (Runner runner = runner()) {
            assertThat(runner.run(module, Sources.exercise(course, module), List.of(), result -> {})
                            .results())
                    .hasSize(2)
                    .allMatch(TestResult::passed);
        }
    }

    @Test
    @DisplayName("two runners build side by side, each in a folder of its own")
    void sideBySide() {
        try (Runner one = runner();
                Runner other = runner()) {
            List<Verdict> verdicts = Stream.of(one, other)
                    .parallel()
                    .map(runner -> runner.run(module, Sources.solution(course, module), List.of(), result -> {}))
                    .toList();
            assertThat(verdicts)
                    .allSatisfy(
                            verdict -> assertThat(verdict.results()).hasSize(2).allMatch(TestResult::passed));
        }
        assertThat(course.hidden().resolve("build/1")).isDirectory();
        assertThat(course.hidden().resolve("build/2")).isDirectory();
    }

    @Test
    @DisplayName("a source that is not UTF-8 is named with its line; a byte order mark is none of the code")
    void encodings() {
        String file = "exercises/00-count/src/main/java/count/Count.java";
        fake.solve("00");
        byte[] bytes = ("\uFEFF" + Folders.read(folder.resolve(file))).getBytes(StandardCharsets.UTF_8);
        Folders.writeBytes(folder.resolve(file), bytes);
        try (Runner runner = runner()) {
            assertThat(runner.run(module, Sources.exercise(course, module), List.of(), result -> {})
                            .results())
                    .as("with a byte order mark")
                    .hasSize(2)
                    .allMatch(TestResult::passed);

            byte[] latin = "package count;\n// caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
            Folders.writeBytes(folder.resolve(file), latin);
            assertThatThrownBy(() -> runner.run(module, Sources.exercise(course, module), List.of(), result -> {}))
                    .isInstanceOf(UserException.class)
                    .hasMessageContainingAll("Count.java:2 is not UTF-8", "byte E9", "Save it as UTF-8");
            Folders.writeBytes(folder.resolve(file), "package count;".getBytes(StandardCharsets.UTF_16));
            assertThatThrownBy(() -> runner.run(module, Sources.exercise(course, module), List.of(), result -> {}))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("Count.java is UTF-16");

            fake.solve("00");
            Folders.writeBytes(folder.resolve(file).resolveSibling("._Count.java"), latin);
            assertThat(runner.run(module, Sources.exercise(course, module), List.of(), result -> {})
                            .results())
                    .as("a hidden file is no source")
                    .hasSize(2)
                    .allMatch(TestResult::passed);
        }
    }

    private Runner runner() {
        return Runner.resident(course, course.hidden().resolve("build"));
    }

    /** Code that ends the run itself, and then goes on as it is told: it is canceled in the middle of a test. */
    private Source body(String rest, CancelToken token) {
        Path reached = folder.resolve("reached");
        fake.write(
                "exercises/00-count/src/main/java/count/Count.java",
                """
                package count;
                public final class Count {
                    public static int add(int a, int b) {
                        new java.io.File("%s").mkdir();
                        %s
                    }
                }
                """
                        .formatted(reached, rest));
        Thread.ofPlatform().daemon().start(() -> {
            while (!Files.exists(reached)) {
                Thread.onSpinWait();
            }
            token.cancel();
        });
        return Sources.exercise(course, module);
    }

    @Test
    @DisplayName("workers that were renewed have a successor at once: nothing is blamed on the learner")
    void renewed() {
        try (Runner runner = runner()) {
            Verdict before = runner.run(module, Sources.solution(course, module), List.of(), result -> {});

            runner.renewWorkers();
            Verdict after = runner.run(module, Sources.solution(course, module), List.of(), result -> {});

            assertThat(before.results()).as("the run before").isNotEmpty().allMatch(TestResult::passed);
            assertThat(after.results())
                    .as("the same tests with the same verdicts")
                    .isEqualTo(before.results());
        }
    }
}
