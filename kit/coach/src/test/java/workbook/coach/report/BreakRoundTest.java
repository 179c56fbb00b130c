package workbook.coach.report;

import static org.assertj.core.api.Assertions.assertThat;
import static workbook.coach.FakeResults.assertion;
import static workbook.coach.FakeResults.failed;
import static workbook.coach.FakeResults.passed;
import static workbook.coach.FakeResults.verdict;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.coach.curriculum.Mistake;
import workbook.coach.worker.TestResult;

class BreakRoundTest {

    @Test
    @DisplayName("of many tests five are offered: the one that speaks of the mistake, and four that stay green")
    void five() {
        BreakRound round = round("no-lock", tests(28, "T.7", "T.8", "T.9"));

        assertThat(round.tests()).isEqualTo(5);
        assertThat(round.question()).contains("sentence T.8").doesNotContain("sentence T.7", "sentence T.9");
        assertThat(IntStream.rangeClosed(1, 5).filter(round::isRed)).hasSize(1);
        assertThat(round.answer(1)).contains("sentence T.8\n      and 2 of the module's other tests\n");
    }

    @Test
    @DisplayName("a mistake has the same five each time, whatever the order in which the tests ran; where the red one"
            + " stands differs")
    void sameEachTime() {
        TestResult[] tests = tests(28, "T.8");
        assertThat(round("no-lock", tests).question())
                .isEqualTo(round("no-lock", tests).question());
        TestResult[] reversed = List.of(tests).reversed().toArray(TestResult[]::new);
        assertThat(round("no-lock", reversed).question())
                .isEqualTo(round("no-lock", tests).question());
        assertThat(Stream.of("no-lock", "no-order", "check-then-act", "ghost", "max-plus-one", "other")
                        .map(slug -> place(slug, tests))
                        .distinct()
                        .count())
                .as("different places of the red test")
                .isGreaterThan(1);
    }

    @Test
    @DisplayName("where few tests stay green, or there are few, it offers what there is")
    void fewTests() {
        BreakRound mostlyRed = round("no-lock", tests(6, "T.1", "T.2", "T.4", "T.5", "T.6"));
        assertThat(mostlyRed.tests()).isEqualTo(5);
        assertThat(IntStream.rangeClosed(1, 5).filter(number -> !mostlyRed.isRed(number)))
                .hasSize(1);
        assertThat(round("no-lock", tests(2, "T.1")).tests()).isEqualTo(2);
    }

    private static long place(String slug, TestResult[] tests) {
        BreakRound round = round(slug, tests);
        return IntStream.rangeClosed(1, 5).filter(round::isRed).findFirst().orElseThrow();
    }

    private static BreakRound round(String slug, TestResult[] tests) {
        Mistake mistake = new Mistake(slug, "No lock", List.of("T.8"), Set.of(), "Text.", List.of());
        return new BreakRound(mistake, verdict("02-appending", tests), Style.PLAIN);
    }

    private static TestResult[] tests(int count, String... red) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> "T." + i)
                .map(id -> Arrays.asList(red).contains(id)
                        ? failed(id, "sentence " + id, 1, assertion())
                        : passed(id, "sentence " + id, 1))
                .toArray(TestResult[]::new);
    }
}
