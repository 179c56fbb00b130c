package workbook.coach.report;

import java.util.List;
import java.util.Map;
import workbook.coach.curriculum.Variant;
import workbook.coach.run.Verdict;
import workbook.coach.worker.TestResult;

/**
 * One round of the game that teaches to read tests: a mistake is shown, and which test turns red is to be guessed.
 */
public final class BreakRound {

    private final Variant mistake;
    private final List<Map.Entry<String, List<TestResult>>> tests;
    private final Ink ink;

    /** @param verdict what came of running the mistake */
    public BreakRound(Variant mistake, Verdict verdict, Ink ink) {
        this.mistake = mistake;
        this.tests = List.copyOf(verdict.byTest().entrySet());
        this.ink = ink;
    }

    /** How many tests there are to choose from. */
    public int tests() {
        return tests.size();
    }

    /** The module's tests, numbered from 1. */
    public String question() {
        StringBuilder text = new StringBuilder("Which of these tests turns red? Name one.\n\n");
        for (int number = 1; number <= tests.size(); number++) {
            text.append(sentence(number));
        }
        return text.toString();
    }

    /** Whether a test turned red. */
    public boolean isRed(int number) {
        return !tests.get(number - 1).getValue().stream().allMatch(TestResult::passed);
    }

    /** Whether the guess was right, which tests turned red, and what the mistake is about. */
    public String answer(int guess) {
        StringBuilder text = new StringBuilder(isRed(guess) ? ink.green("Right:") + " test " + guess + " turns red.\n"
                : ink.red("Not that one:") + " test " + guess + " stays green.\n");
        text.append("\nRed with this mistake:\n");
        for (int number = 1; number <= tests.size(); number++) {
            text.append(isRed(number) ? sentence(number) : "");
        }
        return text.append('\n').append(ink.bold(mistake.title())).append('\n')
                .append(Text.wrap(Text.plain(mistake.text()), 2)).append('\n').toString();
    }

    private String sentence(int number) {
        String name = tests.get(number - 1).getValue().getFirst().name();
        return String.format("  %2d  %s%n", number, Text.wrap(name, 6).strip());
    }
}
