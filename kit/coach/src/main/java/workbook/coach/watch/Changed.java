package workbook.coach.watch;

import java.util.Optional;
import workbook.coach.run.Verdict;

/** What a save has changed, in a few words. */
final class Changed {

    private Changed() {}

    /** Such as {@code Was 3 of 5, now 4 of 5}; empty where as many tests hold as before, or nothing could run. */
    static Optional<String> inWords(Verdict before, Verdict now) {
        return before.compiled()
                        && now.compiled()
                        && before.tally().holding() != now.tally().holding()
                ? Optional.of("Was " + inWords(before.tally()) + ", now " + inWords(now.tally()))
                : Optional.empty();
    }

    private static String inWords(Verdict.Tally tally) {
        return tally.holding() + " of " + tally.tests();
    }
}
