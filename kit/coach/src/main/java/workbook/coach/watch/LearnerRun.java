package workbook.coach.watch;

import java.util.Optional;
import java.util.function.Consumer;
import workbook.coach.Trouble;
import workbook.coach.build.Sources;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Module;
import workbook.coach.progress.Progress;
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
     */
    public record Outcome(Verdict verdict, Earlier earlier) {

        /** Whose earlier modules it was built on, in a line; nothing where there are none. */
        public Optional<String> buildingOn() {
            return Optional.of(earlier.inWords()).filter(words -> !words.isEmpty()).map(words -> "Building on: " + words);
        }
    }

    private final Course course;
    private final Progress progress;
    private final Runner runner;
    private final Lane lane;

    public LearnerRun(Course course, Progress progress, Runner runner, Lane lane) {
        this.course = course;
        this.progress = progress;
        this.runner = runner;
        this.lane = lane;
    }

    /**
     * @param each told of every result as it comes
     * @throws Trouble when there is no PostgreSQL to run on
     */
    public Outcome run(Module module, Consumer<TestResult> each) {
        Earlier earlier = Earlier.of(course, module, m -> progress.of(m).holds());
        Verdict verdict = run(module, earlier, each);
        if (brokenEarlier(module, verdict)) {
            earlier = Earlier.of(course, module, m -> false);
            verdict = run(module, earlier, each);
        }
        if (!runner.isCanceled()) {
            progress.record(module, verdict, lane.passed(module, verdict));
            LastDatabase.note(course, verdict);
        }
        return new Outcome(verdict, earlier);
    }

    /**
     * The verdict of a run that had a PostgreSQL.
     *
     * @throws Trouble when there was none
     */
    public static Verdict available(Verdict verdict) {
        verdict.results().stream().filter(r -> !r.passed() && r.failure().kind() == Kind.UNAVAILABLE).findFirst()
                .ifPresent(r -> {
                    throw new Trouble(r.failure().message());
                });
        return verdict;
    }

    private Verdict run(Module module, Earlier earlier, Consumer<TestResult> each) {
        return available(runner.run(module, Sources.exercise(course, module), earlier.sources(), each));
    }

    /** Whether the errors are in an earlier module's file, which was passed once and has been changed since. */
    private boolean brokenEarlier(Module module, Verdict verdict) {
        return !verdict.compiled()
                && verdict.errors().stream().noneMatch(error -> error.file().startsWith(course.exercise(module)));
    }
}
