package workbook.coach.progress;

import java.util.List;
import java.util.Map;

/**
 * How far the learner is with one module.
 *
 * @param passed     whether its gate has ever been passed
 * @param fast       whether it was left for home with the tasks of the fast lane done
 * @param red        whether its last run failed
 * @param skipped    whether the learner chose to leave it out
 * @param openTask   the task of the first test that failed in the last run; 0 when none did, or none is known
 * @param hints      how many hints of each task have been shown, by the task's number
 * @param attempts   the different {@linkplain Attempt attempts} since it was last green, as short stamps that begin with the task
 * @param prediction what the learner answered to the lesson's question; empty when asked and not answered, null when not asked
 * @param rounds     how many rounds of {@code break} were played
 * @param tests      a hash of the tests that were passed last; null when none were, or before this was noted
 */
public record ModuleProgress(
        boolean passed,
        boolean fast,
        boolean red,
        boolean skipped,
        int openTask,
        Map<String, Integer> hints,
        List<String> attempts,
        String prediction,
        int rounds,
        String tests) {

    static final ModuleProgress NONE =
            new ModuleProgress(false, false, false, false, 0, Map.of(), List.of(), null, 0, null);

    public ModuleProgress {
        hints = hints == null ? Map.of() : Map.copyOf(hints);
        attempts = attempts == null ? List.of() : List.copyOf(attempts);
    }

    /** Whether the learner's own code keeps the module's promises, as far as is known. */
    public boolean holds() {
        return passed && !red;
    }

    /** Whether the learner may go on: it was passed, by either lane, or skipped. */
    public boolean over() {
        return passed || fast || skipped;
    }

    /** Whether no run of it is remembered. */
    public boolean untried() {
        return !passed && !fast && !red;
    }

    /** @param tests a hash of the tests that were passed */
    ModuleProgress withPassed(String tests) {
        return new ModuleProgress(true, false, false, false, openTask, hints, List.of(), prediction, rounds, tests);
    }

    /** What was passed whole before and is no more stays red: later modules must not build on it. */
    ModuleProgress withFast() {
        return new ModuleProgress(passed, true, passed, false, openTask, hints, List.of(), prediction, rounds, tests);
    }

    /** How many different attempts there were at the open task. */
    public long attemptsAtOpenTask() {
        return attempts.stream()
                .filter(stamp -> stamp.startsWith(attemptAt(openTask)))
                .count();
    }

    /** How the stamp of an attempt at a task begins. */
    static String attemptAt(int task) {
        return task + "-";
    }

    ModuleProgress withRed(List<String> attempts) {
        return new ModuleProgress(passed, fast, true, skipped, openTask, hints, attempts, prediction, rounds, tests);
    }

    ModuleProgress withSkipped(boolean skipped) {
        return new ModuleProgress(
                passed, fast, red && !skipped, skipped, openTask, hints, attempts, prediction, rounds, tests);
    }

    ModuleProgress withOpenTask(int openTask) {
        return new ModuleProgress(passed, fast, red, skipped, openTask, hints, attempts, prediction, rounds, tests);
    }

    ModuleProgress withHints(Map<String, Integer> hints) {
        return new ModuleProgress(passed, fast, red, skipped, openTask, hints, attempts, prediction, rounds, tests);
    }

    ModuleProgress withPrediction(String prediction) {
        return new ModuleProgress(passed, fast, red, skipped, openTask, hints, attempts, prediction, rounds, tests);
    }

    ModuleProgress withRounds(int rounds) {
        return new ModuleProgress(passed, fast, red, skipped, openTask, hints, attempts, prediction, rounds, tests);
    }
}
