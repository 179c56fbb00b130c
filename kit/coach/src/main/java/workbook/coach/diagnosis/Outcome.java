package workbook.coach.diagnosis;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import workbook.coach.run.Verdict;
import workbook.coach.worker.TestResult;

/**
 * What became of an answer to a module: which tests failed, and how.
 *
 * @param red the tests that failed, by id; the first failed invocation of each
 */
public record Outcome(Map<String, Red> red) {

    public static Outcome of(Verdict verdict) {
        Map<String, Red> red = new TreeMap<>();
        verdict.results().stream()
                .filter(result -> !result.passed())
                .sorted(Comparator.comparing(TestResult::with))
                .forEach(result -> red.putIfAbsent(result.id(), Red.of(result.failure())));
        return new Outcome(red);
    }

    boolean isRed(KnownTest test) {
        return red.containsKey(test.test());
    }

    Red red(KnownTest test) {
        return red.get(test.test());
    }

    /** The same without some tests. */
    public Outcome without(Set<String> tests) {
        Map<String, Red> others = new TreeMap<>(red);
        others.keySet().removeAll(tests);
        return new Outcome(others);
    }

    /**
     * In what it differs from what is on record, a sentence a test. Rows in the order in which they happen to lie make a
     * message differ from run to run: so the same promise has to be broken, in whatever words.
     */
    public List<String> differencesTo(Outcome recorded) {
        Set<String> tests = new TreeSet<>(red.keySet());
        tests.addAll(recorded.red().keySet());
        return tests.stream()
                .filter(test -> likeness(test, recorded).compareTo(Likeness.PROMISE) < 0)
                .map(test ->
                        test + " was " + inWords(recorded.red().get(test)) + " and is " + inWords(red.get(test)) + ".")
                .toList();
    }

    private Likeness likeness(String test, Outcome recorded) {
        Red before = recorded.red().get(test);
        return red.containsKey(test) && before != null ? red.get(test).likeness(before) : Likeness.NONE;
    }

    private static String inWords(Red red) {
        return red == null ? "green" : "red (" + red.kind() + " " + red.state() + " " + red.words() + ")";
    }
}
