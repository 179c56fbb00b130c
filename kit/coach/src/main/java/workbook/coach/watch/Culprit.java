package workbook.coach.watch;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import workbook.coach.build.Sources;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Module;
import workbook.coach.run.CancelToken;
import workbook.coach.run.Earlier;
import workbook.coach.run.Runner;
import workbook.coach.run.Verdict;
import workbook.coach.worker.Failure.Kind;
import workbook.coach.worker.TestResult;

/**
 * Finds the earlier module of the learner's own that turns a later module's test red. The test is tried on the reference's
 * earlier modules; where it is green there, the learner's are put in one at a time, the first module first.
 */
final class Culprit implements AutoCloseable {

    /** How a test fails that an earlier module may have a part in. */
    private static final Set<Kind> TELLING = EnumSet.of(Kind.ASSERTION, Kind.SQL, Kind.SCRIPT, Kind.ERROR);

    private final Course course;
    private final Module module;
    private final TestResult red;
    private final CancelToken token;
    private final Runner runner;

    /**
     * @param red   a test of the module that failed
     * @param token ends the search
     */
    Culprit(Course course, Module module, TestResult red, CancelToken token) {
        this.course = course;
        this.module = module;
        this.red = red;
        this.token = token;
        this.runner = Runner.forChecks(course, course.hidden().resolve("build/culprit"));
    }

    /** Whether it is worth while to look for one. */
    static boolean isThinkable(TestResult red) {
        return TELLING.contains(red.failure().kind());
    }

    /**
     * Looks for it.
     *
     * @param own the earlier modules of which the learner's code was used, in order
     * @return the module; empty when the test is red without the learner's earlier modules too, or the search was canceled
     */
    Optional<Module> among(List<Module> own) {
        Set<Module> used = new HashSet<>();
        if (!greenOn(used)) {
            return Optional.empty();
        }
        for (Module next : own) {
            used.add(next);
            if (next.equals(own.getLast()) || !greenOn(used)) {
                return token.isCanceled() ? Optional.empty() : Optional.of(next);
            }
        }
        return Optional.empty();
    }

    private boolean greenOn(Set<Module> used) {
        Verdict verdict = runner.run(
                module,
                Sources.exercise(course, module),
                Earlier.of(course, module, used::contains).sources(),
                token,
                result -> {});
        List<TestResult> same = verdict.byTest().getOrDefault(red.id(), List.of());
        return !token.isCanceled() && !same.isEmpty() && Verdict.holds(same);
    }

    @Override
    public void close() {
        runner.close();
    }
}
