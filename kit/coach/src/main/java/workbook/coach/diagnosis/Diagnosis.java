package workbook.coach.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import workbook.coach.curriculum.Mistake;
import workbook.coach.run.Verdict;

/**
 * Which known mistake has what is red to do with. It is named only where everything fits: the tests that fail are those that
 * fail with it, the first of them says the same words, and the others say much the same. Where no single mistake fits, two
 * together may.
 *
 * @param certainty how sure it is
 * @param mistakes  the mistakes that are named, two at most
 */
public record Diagnosis(Certainty certainty, List<Mistake> mistakes) {

    /** How sure a diagnosis is. */
    public enum Certainty {
        /** Nothing is named. */
        NONE,
        /** One mistake fits. */
        ONE,
        /** Two mistakes fit equally well. */
        EITHER,
        /** Two mistakes fit together, and neither alone. */
        BOTH
    }

    public static final Diagnosis NONE = new Diagnosis(Certainty.NONE, List.of());

    /**
     * Compares a run with what becomes of a module's mistakes.
     *
     * @param known the mistakes; they are read only where there is something to compare
     */
    public static Diagnosis of(Supplier<List<KnownMistake>> known, Verdict verdict) {
        List<KnownTest> tests =
                verdict.results().stream().map(KnownTest::of).distinct().toList();
        return of(known, tests, Outcome.of(verdict));
    }

    /** @param tests all tests that ran, in the order of their tasks */
    static Diagnosis of(Supplier<List<KnownMistake>> known, List<KnownTest> tests, Outcome outcome) {
        return Symptoms.of(tests, outcome)
                .map(symptoms -> of(known.get(), symptoms))
                .orElse(NONE);
    }

    private static Diagnosis of(List<KnownMistake> known, Symptoms symptoms) {
        List<Fit> fits = known.stream()
                .flatMap(mistake -> Fit.of(mistake, symptoms).stream())
                .toList();
        List<Fit> alone =
                best(fits.stream().filter(fit -> fit.convinces(symptoms)).toList());
        return switch (alone.size()) {
            case 0 -> together(fits);
            case 1 -> new Diagnosis(Certainty.ONE, alone.getFirst().mistakes());
            case 2 ->
                new Diagnosis(
                        Certainty.EITHER, alone.getFirst().and(alone.getLast()).mistakes());
            default -> NONE;
        };
    }

    private static Diagnosis together(List<Fit> fits) {
        List<Fit> pairs = new ArrayList<>();
        for (int i = 0; i < fits.size(); i++) {
            for (Fit other : fits.subList(i + 1, fits.size())) {
                if (fits.get(i).completes(other) && fits.get(i).and(other).convincesThroughout()) {
                    pairs.add(fits.get(i).and(other));
                }
            }
        }
        return pairs.size() == 1
                ? new Diagnosis(Certainty.BOTH, pairs.getFirst().mistakes())
                : NONE;
    }

    private static List<Fit> best(List<Fit> fits) {
        double best = fits.stream().mapToDouble(Fit::quality).max().orElse(0);
        return fits.stream().filter(fit -> fit.quality() == best).toList();
    }
}
