package workbook.coach.watch;

import java.util.List;
import java.util.Optional;
import workbook.coach.run.Verdict;
import workbook.coach.worker.TestResult;

/** What a save has changed, in a few words. */
final class Changed {

    private Changed() {
    }

    /** Such as {@code Was 3 of 5, now 4 of 5}; empty where as many tests hold as before, or nothing could run. */
    static Optional<String> inWords(Verdict before, Verdict now) {
        return before.compiled() && now.compiled() && holding(before) != holding(now)
                ? Optional.of("Was " + holding(before) + " of " + before.byTest().size() + ", now " + holding(now) + " of "
                        + now.byTest().size())
                : Optional.empty();
    }

    private static long holding(Verdict verdict) {
        return verdict.byTest().values().stream().filter(Changed::holds).count();
    }

    private static boolean holds(List<TestResult> test) {
        return test.stream().allMatch(TestResult::passed);
    }
}
