package workbook.coach.diagnosis;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import workbook.coach.curriculum.Mistake;

/**
 * How far one mistake, or two together, explain some symptoms. All that fails with them fails.
 *
 * @param mistakes    the one, or both
 * @param likeness    how alike each test fails that fails with them too; with both, as with the one that is more like it
 * @param unexplained the tests that fail, and would not with these mistakes
 */
record Fit(List<Mistake> mistakes, Map<String, Likeness> likeness, Set<String> unexplained) {

    /** What the likenesses have to come to, on the average, before a mistake alone convinces. */
    private static final double CONVINCING = 2.5;

    /** Compares a mistake; empty where a test that is reached would fail with it, and does not. */
    static Optional<Fit> of(KnownMistake known, Symptoms symptoms) {
        Map<String, Likeness> likeness = new TreeMap<>();
        for (Map.Entry<String, Red> red : known.red().entrySet()) {
            if (symptoms.red().containsKey(red.getKey())) {
                likeness.put(red.getKey(), symptoms.red().get(red.getKey()).likeness(red.getValue()));
            } else if (symptoms.reached().contains(red.getKey())) {
                return Optional.empty();
            }
        }
        Set<String> unexplained = new TreeSet<>(symptoms.red().keySet());
        unexplained.removeAll(likeness.keySet());
        unexplained.removeAll(known.mistake().sometimes());
        return likeness.isEmpty()
                ? Optional.empty()
                : Optional.of(new Fit(List.of(known.mistake()), likeness, unexplained));
    }

    /** Both together. */
    Fit and(Fit other) {
        Map<String, Likeness> better = new TreeMap<>(likeness);
        other.likeness.forEach(
                (test, how) -> better.merge(test, how, (one, two) -> one.compareTo(two) >= 0 ? one : two));
        Set<String> neither = new TreeSet<>(unexplained);
        neither.retainAll(other.unexplained);
        return new Fit(List.of(mistakes.getFirst(), other.mistakes.getFirst()), better, neither);
    }

    /** Whether it explains everything, the first test in its own words. */
    boolean convinces(Symptoms symptoms) {
        return unexplained.isEmpty()
                && likeness.getOrDefault(symptoms.first(), Likeness.NONE) == Likeness.WHOLE
                && quality() >= CONVINCING;
    }

    /** Whether every single test fails in its words. */
    boolean convincesThroughout() {
        return likeness.values().stream().allMatch(how -> how == Likeness.WHOLE || how == Likeness.VARIES);
    }

    /** Whether both together explain everything, and each something that the other does not. */
    boolean completes(Fit other) {
        return Collections.disjoint(unexplained, other.unexplained) && adds(other) && other.adds(this);
    }

    private boolean adds(Fit other) {
        return likeness.entrySet().stream()
                .anyMatch(test -> test.getValue() == Likeness.WHOLE && !other.likeness.containsKey(test.getKey()));
    }

    /** How alike the tests fail, on the average. */
    double quality() {
        return likeness.values().stream()
                .filter(how -> how != Likeness.VARIES)
                .mapToDouble(Likeness::weight)
                .average()
                .orElse(0);
    }
}
