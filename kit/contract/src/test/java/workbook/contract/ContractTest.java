package workbook.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import workbook.coach.author.Check;
import workbook.coach.author.Part;
import workbook.coach.author.RunnerPool;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Module;
import workbook.testing.postgres.WorkbookHome;

/** The contract between exercises and solutions, as {@code ./workbook author check} checks it, on this clone. */
@DisplayName("The contract")
class ContractTest {

    private static Course course;
    private static RunnerPool runners;

    @BeforeAll
    static void startCrew() {
        course = Course.load(WorkbookHome.find());
        runners = new RunnerPool(course, Path.of("target", "contract").toAbsolutePath());
    }

    @AfterAll
    static void stopCrew() {
        runners.close();
    }

    @TestFactory
    @DisplayName("is kept")
    Stream<DynamicNode> isKept() {
        Check check = new Check(course);
        for (Module leftOut : check.leftOut()) {
            System.out.println(
                    "Left out of the contract, since the exercise has been worked on: the stub of " + leftOut.id());
        }
        return Stream.concat(
                Stream.of(test("the course", check.wholeCourse()), test("the README", check.frontDoor())),
                course.modules().stream()
                        .map(module -> dynamicContainer(
                                module.id(),
                                check.parts(module).stream()
                                        .map(part -> test(module.id(), part))
                                        .toList()))
                        .toList()
                        .stream());
    }

    private static DynamicNode test(String what, Part part) {
        CompletableFuture<List<String>> findings = runners.findings(part);
        return dynamicTest(what + ": " + part.name(), () -> assertThat(findings.join())
                .as("%s: %s", what, part.name())
                .isEmpty());
    }
}
