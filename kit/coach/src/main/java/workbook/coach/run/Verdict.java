package workbook.coach.run;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import workbook.coach.build.CompileError;
import workbook.coach.worker.TestResult;

/**
 * What came of a run of one module's tests.
 *
 * @param module  the module's id
 * @param errors  the compiler's errors; when there are any, no test ran
 * @param results one for each test, and for each invocation of a parameterized one, in task order
 */
public record Verdict(String module, List<CompileError> errors, List<TestResult> results) {

    public Verdict {
        results = results.stream()
                .sorted(Comparator.comparingInt(TestResult::task))
                .toList();
    }

    static Verdict doesNotCompile(String module, List<CompileError> errors) {
        return new Verdict(module, errors, List.of());
    }

    public boolean compiled() {
        return errors.isEmpty();
    }

    /** Whether all that the lesson teaches holds; stretch tests do not count. */
    public boolean gatePassed() {
        return compiled()
                && results.stream().anyMatch(r -> !r.stretch())
                && results.stream().filter(r -> !r.stretch()).allMatch(TestResult::passed);
    }

    /**
     * How many of some tests hold. One that runs several times holds when it holds each time.
     *
     * @param holding those that hold
     * @param tests   all of them
     */
    public record Tally(long holding, int tests) {

        /** Whether there are some, and all hold. */
        public boolean isWhole() {
            return tests > 0 && holding == tests;
        }
    }

    /** How many of all tests hold. */
    public Tally tally() {
        return tally(byTest().values());
    }

    /** How many of a task's tests hold. */
    public Tally tally(int task) {
        return tally(byTest().values().stream()
                .filter(test -> test.getFirst().task() == task)
                .toList());
    }

    private static Tally tally(Collection<List<TestResult>> tests) {
        return new Tally(tests.stream().filter(Verdict::holds).count(), tests.size());
    }

    /** Whether a test holds, each time that it ran. */
    public static boolean holds(List<TestResult> test) {
        return test.stream().allMatch(TestResult::passed);
    }

    /** Whether the tests of some tasks hold, and there is one at least. */
    public boolean passed(List<Integer> tasks) {
        List<TestResult> wanted =
                results.stream().filter(r -> tasks.contains(r.task())).toList();
        return compiled() && !wanted.isEmpty() && wanted.stream().allMatch(TestResult::passed);
    }

    /** The first failing test of the gate; when the gate is passed, of the stretch. */
    public Optional<TestResult> firstFailure() {
        return results.stream().filter(r -> !r.passed()).min(Comparator.comparing(TestResult::stretch));
    }

    /** Whether a test could not reach its server: SQLSTATE class 08. */
    public boolean lostServer() {
        return results.stream()
                .anyMatch(r -> !r.passed()
                        && r.failure().sql() != null
                        && r.failure().sql().state().startsWith("08"));
    }

    /** The ids of the tests of which an invocation failed. */
    public Set<String> failing() {
        return results.stream()
                .filter(r -> !r.passed())
                .map(TestResult::id)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Each test's invocations together, in order. */
    public Map<String, List<TestResult>> byTest() {
        return results.stream().collect(Collectors.groupingBy(TestResult::id, LinkedHashMap::new, Collectors.toList()));
    }
}
