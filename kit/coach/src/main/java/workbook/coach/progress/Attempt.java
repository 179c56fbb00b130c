package workbook.coach.progress;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Module;
import workbook.coach.curriculum.StubHashes;
import workbook.coach.files.Folders;
import workbook.coach.run.Verdict;
import workbook.coach.worker.Failure.Kind;
import workbook.testing.base.Sha256;

/**
 * A try at a task that did not hold: code that compiles, is not the stub's, and got as far as being judged. A half-typed line is
 * none, nor is a task that is not begun. Two are the same when the learner's files are, but for blanks.
 */
public final class Attempt {

    /** How a test fails before there is anything to judge. */
    private static final Set<Kind> UNJUDGED = EnumSet.of(Kind.TODO, Kind.SCRIPT, Kind.UNAVAILABLE);

    private Attempt() {}

    /** @return a short stamp of the learner's code that was tried; empty where it is no attempt */
    public static Optional<String> of(Course course, Module module, Verdict verdict) {
        boolean judged = verdict.firstFailure()
                .filter(red -> !UNJUDGED.contains(red.failure().kind()))
                .isPresent();
        return judged && !StubHashes.read(course).untouched(module)
                ? Optional.of(stamp(course, module))
                : Optional.empty();
    }

    private static String stamp(Course course, Module module) {
        String code = module.edit().stream()
                .map(file -> Folders.readIfThere(course.exercise(module).resolve(file)))
                .collect(Collectors.joining("\n"))
                .replaceAll("\\s+", " ");
        return Sha256.of(code).substring(0, 8);
    }
}
