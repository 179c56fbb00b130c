package workbook.coach.watch;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import workbook.coach.UserException;
import workbook.coach.build.Sources;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Module;
import workbook.coach.files.Folders;
import workbook.coach.progress.Progress;
import workbook.coach.run.CancelToken;
import workbook.coach.run.Earlier;
import workbook.coach.run.Lane;
import workbook.coach.run.LastDatabase;
import workbook.coach.run.Runner;
import workbook.coach.run.Verdict;
import workbook.coach.worker.Failure.Kind;
import workbook.coach.worker.TestResult;

/** Runs a module on the learner's own code, and notes what came of it. */
public final class LearnerRun {

    /**
     * @param earlier whose earlier modules it was built on
     * @param remarks what the learner should know of the run, a line each
     */
    public record Outcome(Verdict verdict, Earlier earlier, List<String> remarks) {}

    private final Course course;
    private final Progress progress;
    private final Runner runner;
    private final Lane lane;
    private String clearedOf = "";

    public LearnerRun(Course course, Progress progress, Runner runner, Lane lane) {
        this.course = course;
        this.progress = progress;
        this.runner = runner;
        this.lane = lane;
    }

    /**
     * @param token ends it; then nothing is noted
     * @param each  told of every result as it comes
     * @throws UserException when there is no PostgreSQL to run on
     */
    public Outcome run(Module module, CancelToken token, Consumer<TestResult> each) {
        Earlier earlier = Earlier.of(course, module, m -> progress.of(m).holds());
        Verdict verdict = run(module, earlier, token, each);
        if (brokenEarlier(module, verdict)) {
            earlier = Earlier.of(course, module, m -> false);
            verdict = run(module, earlier, token, each);
        }
        List<String> remarks = new Remarks(course, module).on(verdict, earlier, progress.of(module));
        if (!token.isCanceled()) {
            progress.record(module, verdict, lane.passed(module, verdict));
            LastDatabase.note(course, verdict);
        }
        return new Outcome(verdict, earlier, remarks);
    }

    /**
     * The earlier module of the learner's own that turns the first red test of a run red; empty when none of them does. What
     * was found innocent is looked at again only when it has changed, or another test is red.
     */
    public Optional<Module> culprit(Module module, Outcome outcome, CancelToken token) {
        List<Module> own = outcome.earlier().own();
        Optional<TestResult> red = outcome.verdict().firstFailure().filter(Culprit::isThinkable);
        if (red.isEmpty() || own.isEmpty() || token.isCanceled()) {
            return Optional.empty();
        }
        String charge = red.get().id() + stamp(own);
        if (charge.equals(clearedOf)) {
            return Optional.empty();
        }
        try (Culprit search = new Culprit(course, module, red.get(), token)) {
            Optional<Module> culprit = search.among(own);
            clearedOf = culprit.isPresent() || token.isCanceled() ? "" : charge;
            return culprit;
        }
    }

    private String stamp(List<Module> own) {
        return Folders.stamp(own.stream()
                .flatMap(m -> Sources.exercise(course, m).files().stream())
                .toList());
    }

    /**
     * The verdict of a run that had a PostgreSQL.
     *
     * @throws UserException when there was none
     */
    public static Verdict available(Verdict verdict) {
        verdict.results().stream()
                .filter(r -> !r.passed() && r.failure().kind() == Kind.UNAVAILABLE)
                .findFirst()
                .ifPresent(r -> {
                    throw new UserException(r.failure().message());
                });
        return verdict;
    }

    private Verdict run(Module module, Earlier earlier, CancelToken token, Consumer<TestResult> each) {
        return available(runner.run(module, Sources.exercise(course, module), earlier.sources(), token, each));
    }

    /** Whether the errors are in an earlier module's file, which was passed once and has been changed since. */
    private boolean brokenEarlier(Module module, Verdict verdict) {
        return !verdict.compiled()
                && verdict.errors().stream().noneMatch(error -> error.file().startsWith(course.exercise(module)));
    }
}
