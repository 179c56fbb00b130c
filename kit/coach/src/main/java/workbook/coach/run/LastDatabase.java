package workbook.coach.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import workbook.coach.curriculum.Course;
import workbook.coach.files.Folders;
import workbook.coach.worker.TestResult;

/**
 * The name of the database to look at: that of the failing test whose card was shown, else of the last test that had one.
 * It is of this machine only, so it is kept apart from the progress.
 */
public final class LastDatabase {

    private LastDatabase() {}

    /** Notes what a run left; the databases of the run before are gone by then. */
    public static void note(Course course, Verdict verdict) {
        Stream<TestResult> shown = verdict.firstFailure().stream();
        Stream<TestResult> latestFirst = verdict.results().reversed().stream();
        String name = Stream.concat(shown, latestFirst)
                .map(TestResult::database)
                .filter(database -> database != null && !database.isEmpty())
                .findFirst()
                .orElse("");
        if (verdict.compiled()) {
            Folders.write(file(course), name + "\n");
        }
    }

    /** The name; empty where no run has left a database. */
    public static Optional<String> of(Course course) {
        Path file = file(course);
        return Files.exists(file)
                ? Optional.of(Folders.read(file).strip()).filter(name -> !name.isEmpty())
                : Optional.empty();
    }

    private static Path file(Course course) {
        return course.hidden().resolve("last-database");
    }
}
