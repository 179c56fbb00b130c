package workbook.coach.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import workbook.coach.curriculum.Mistake;
import workbook.coach.run.Verdict;
import workbook.coach.worker.TestResult;

/**
 * One round of the game that teaches to read tests: a mistake is shown, and which test turns red is to be guessed. A mistake
 * has the same choice each time: a test that turns red, and as few others that do as there can be.
 */
public final class BreakRound {

    private static final int CHOICE = 5;

    private final Mistake mistake;
    private final List<List<TestResult>> offered;
    private final int notOffered;
    private final Style style;

    /** @param verdict what came of running the mistake */
    public BreakRound(Mistake mistake, Verdict verdict, Style style) {
        this.mistake = mistake;
        this.offered = choice(mistake, verdict.byTest());
        this.notOffered = verdict.failing().size()
                - (int) offered.stream().filter(BreakRound::isRed).count();
        this.style = style;
    }

    private static List<List<TestResult>> choice(Mistake mistake, Map<String, List<TestResult>> tests) {
        Random random = new Random(mistake.slug().hashCode());
        List<String> ids = new ArrayList<>(new TreeSet<>(tests.keySet()));
        Collections.shuffle(ids, random);
        ids.sort(Comparator.comparing(id -> !mistake.caughtBy().contains(id)));
        List<String> choice = new ArrayList<>(
                ids.stream().filter(id -> isRed(tests.get(id))).limit(1).toList());
        ids.removeAll(choice);
        ids.sort(Comparator.comparing(id -> isRed(tests.get(id))));
        choice.addAll(ids.subList(0, Math.min(CHOICE - choice.size(), ids.size())));
        Collections.shuffle(choice, random);
        return choice.stream().map(tests::get).toList();
    }

    /** How many tests there are to choose from. */
    public int tests() {
        return offered.size();
    }

    /** The tests to choose from, numbered from 1. */
    public String question() {
        StringBuilder text = new StringBuilder("Which of these tests turns red? Name one.\n\n");
        for (int number = 1; number <= offered.size(); number++) {
            text.append(sentence(number));
        }
        return text.toString();
    }

    /** Whether a test turned red. */
    public boolean isRed(int number) {
        return isRed(offered.get(number - 1));
    }

    /** Whether the guess was right, which tests turned red, and what the mistake is about. */
    public String answer(int guess) {
        StringBuilder text = new StringBuilder(
                isRed(guess)
                        ? style.green("Right:") + " test " + guess + " turns red.\n"
                        : style.red("Not that one:") + " test " + guess + " stays green.\n");
        text.append("\nRed with this mistake:\n");
        for (int number = 1; number <= offered.size(); number++) {
            text.append(isRed(number) ? sentence(number) : "");
        }
        if (notOffered > 0) {
            text.append("      and ").append(notOffered).append(" of the module's other tests\n");
        }
        return text.append('\n')
                .append(style.bold(mistake.title()))
                .append('\n')
                .append(Text.prose(mistake.text(), 2))
                .append('\n')
                .toString();
    }

    private String sentence(int number) {
        String name = offered.get(number - 1).getFirst().name();
        return String.format("  %2d  %s%n", number, Text.wrap(name, 6).strip());
    }

    private static boolean isRed(List<TestResult> test) {
        return !Verdict.holds(test);
    }
}
