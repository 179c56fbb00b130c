package workbook.coach.diagnosis;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import workbook.coach.worker.Failure.Kind;

/**
 * What a diagnosis compares: the tests that the learner has come to, and those of them that fail. None of a task after the
 * first one with a Todo counts, none that runs into a Todo, and none of a stretch task of which nothing holds yet.
 *
 * @param reached the tests that count
 * @param red     those of them that fail, the one whose card is shown first
 */
record Symptoms(Set<String> reached, Map<String, Red> red) {

    /** Failures that say it all: nothing of what the tests found can be read from them. */
    private static final Set<Kind> CLEAR = Set.of(Kind.SCRIPT, Kind.EXIT, Kind.OUTPUT, Kind.UNAVAILABLE, Kind.TIMEOUT);

    /** Reads them from an outcome; empty where it shows none. */
    static Optional<Symptoms> of(List<KnownTest> tests, Outcome outcome) {
        Predicate<KnownTest> isTodo =
                test -> outcome.isRed(test) && outcome.red(test).kind() == Kind.TODO;
        Optional<KnownTest> first = tests.stream().filter(outcome::isRed).min(Comparator.comparing(KnownTest::stretch));
        boolean clear = tests.stream()
                .filter(outcome::isRed)
                .anyMatch(test -> CLEAR.contains(outcome.red(test).kind()));
        if (first.isEmpty() || clear || isTodo.test(first.get())) {
            return Optional.empty();
        }
        int last = tests.stream().filter(isTodo).mapToInt(KnownTest::task).min().orElse(Integer.MAX_VALUE);
        Set<Integer> begun = tests.stream()
                .filter(Predicate.not(outcome::isRed))
                .map(KnownTest::task)
                .collect(Collectors.toSet());
        List<KnownTest> reached = tests.stream()
                .filter(isTodo.negate())
                .filter(test -> test.task() <= last)
                .filter(test -> !test.stretch() || begun.contains(test.task()))
                .toList();
        return Optional.of(new Symptoms(
                        reached.stream().map(KnownTest::test).collect(Collectors.toSet()), red(reached, outcome)))
                .filter(symptoms -> symptoms.red().containsKey(first.get().test()));
    }

    private static Map<String, Red> red(List<KnownTest> reached, Outcome outcome) {
        Map<String, Red> red = new LinkedHashMap<>();
        reached.stream()
                .filter(outcome::isRed)
                .sorted(Comparator.comparing(KnownTest::stretch))
                .forEach(test -> red.put(test.test(), outcome.red(test)));
        return red;
    }

    /** The failing test whose words have to be the same: the one whose card is shown, unless its words depend on the machine. */
    String first() {
        return red.keySet().stream()
                .filter(test -> !red.get(test).varies())
                .findFirst()
                .orElseGet(() -> red.keySet().iterator().next());
    }
}
