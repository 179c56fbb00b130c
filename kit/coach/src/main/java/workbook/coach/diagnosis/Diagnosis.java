package workbook.coach.run;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import workbook.coach.curriculum.Mistake;
import workbook.coach.worker.Failure.Kind;
import workbook.coach.worker.TestResult;

/**
 * Which known mistakes would turn the same tests red. Only tests that the learner has come to are compared: none that runs
 * into a Todo, none of a task after the first one with a Todo, none of a stretch task of which nothing holds yet.
 *
 * @param fits the mistakes; empty when none fits
 */
public record Diagnosis(List<Mistake> fits) {

    /** Failures that say it all: nothing of what the tests found can be read from them. */
    private static final Set<Kind> CLEAR = Set.of(Kind.SCRIPT, Kind.EXIT, Kind.OUTPUT, Kind.UNAVAILABLE, Kind.TIMEOUT);

    /** With more of them, none is worth reading. */
    private static final int MOST = 2;

    public static final Diagnosis NONE = new Diagnosis(List.of());

    /** Compares a run with the signatures of a module's mistakes. */
    public static Diagnosis of(List<Mistake> mistakes, Verdict verdict) {
        Set<String> reached = reached(verdict);
        Set<String> failing = both(verdict.failing(), reached);
        boolean clear = verdict.results().stream().anyMatch(r -> !r.passed() && CLEAR.contains(r.failure().kind()));
        if (clear || failing.isEmpty() || verdict.firstFailure().filter(Diagnosis::isTodo).isPresent()) {
            return NONE;
        }
        String first = verdict.firstFailure().map(result -> result.failure().message()).orElse("");
        List<Mistake> fits = mistakes.stream()
                .filter(mistake -> mistake.turnsRed(failing, reached::contains) && mistake.isHeardIn(first)).toList();
        return fits.size() <= MOST ? new Diagnosis(fits) : NONE;
    }

    private static Set<String> reached(Verdict verdict) {
        int lastTask = verdict.results().stream().filter(Diagnosis::isTodo).mapToInt(TestResult::task).min()
                .orElse(Integer.MAX_VALUE);
        Set<Integer> begunStretch = verdict.byTest().values().stream().filter(Diagnosis::holds)
                .map(test -> test.getFirst().task()).collect(Collectors.toSet());
        Predicate<List<TestResult>> isReached = test -> test.getFirst().task() <= lastTask
                && test.stream().noneMatch(Diagnosis::isTodo)
                && (!test.getFirst().stretch() || begunStretch.contains(test.getFirst().task()));
        return verdict.byTest().entrySet().stream().filter(test -> isReached.test(test.getValue())).map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static boolean isTodo(TestResult result) {
        return !result.passed() && result.failure().kind() == Kind.TODO;
    }

    private static boolean holds(List<TestResult> test) {
        return test.stream().allMatch(TestResult::passed);
    }

    private static Set<String> both(Set<String> some, Set<String> others) {
        Set<String> both = new TreeSet<>(some);
        both.retainAll(others);
        return both;
    }
}
