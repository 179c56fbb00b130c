package workbook.coach.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.coach.FakeCourse;
import workbook.coach.build.Sources;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Module;
import workbook.coach.worker.TestResult;

@DisplayName("Runner")
class RunnerTest {

    @TempDir
    Path folder;

    @Test
    @DisplayName("workers that were renewed have a successor at once: nothing is blamed on the learner")
    void renewed() {
        new FakeCourse(folder);
        Course course = Course.load(folder);
        Module module = course.modules().getFirst();
        try (Runner runner = Runner.resident(course, course.hidden().resolve("build"))) {
            Verdict before = runner.run(module, Sources.solution(course, module), List.of(), result -> { });

            runner.renewWorkers();
            Verdict after = runner.run(module, Sources.solution(course, module), List.of(), result -> { });

            assertThat(before.results()).as("the run before").isNotEmpty().allMatch(TestResult::passed);
            assertThat(after.results()).as("the same tests with the same verdicts").isEqualTo(before.results());
        }
    }
}
