package workbook.coach.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Module;
import workbook.coach.files.Folders;

/**
 * What the learner has built.
 *
 * @param lines      lines of the files to edit that are not blank
 * @param invariants promises that the lessons number, each of them a test
 */
public record Achievement(int modules, long lines, long invariants) {

    /** Counts over a whole course. */
    public static Achievement of(Course course) {
        return new Achievement(
                course.modules().size(),
                course.modules().stream()
                        .mapToLong(module -> lines(course, module))
                        .sum(),
                course.modules().stream()
                        .mapToLong(module -> invariants(course, module))
                        .sum());
    }

    private static long lines(Course course, Module module) {
        List<Path> files = module.edit().stream()
                .map(course.exercise(module)::resolve)
                .filter(Files::exists)
                .toList();
        return files.stream()
                .flatMap(file -> Folders.read(file).lines())
                .filter(line -> !line.isBlank())
                .count();
    }

    private static long invariants(Course course, Module module) {
        return Lesson.read(course.exercise(module).resolve("README.md")).section("Invariants").stream()
                .flatMap(String::lines)
                .filter(line -> line.matches("\\d+\\. .*"))
                .count();
    }
}
