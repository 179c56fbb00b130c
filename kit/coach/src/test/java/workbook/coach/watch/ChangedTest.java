package workbook.coach.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static workbook.coach.FakeResults.assertion;
import static workbook.coach.FakeResults.doesNotCompile;
import static workbook.coach.FakeResults.failed;
import static workbook.coach.FakeResults.passed;
import static workbook.coach.FakeResults.verdict;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.coach.run.Verdict;

class ChangedTest {

    private static final Verdict ONE = verdict("m", passed("A.a", "a", 1), failed("B.b", "b", 2, assertion()));
    private static final Verdict BOTH = verdict("m", passed("A.a", "a", 1), passed("B.b", "b", 2));

    @Test
    @DisplayName("a save that changes how many tests hold is told in a few words; any other in none")
    void inWords() {
        assertThat(Changed.inWords(ONE, BOTH)).contains("Was 1 of 2, now 2 of 2");
        assertThat(Changed.inWords(BOTH, ONE)).contains("Was 2 of 2, now 1 of 2");
        assertThat(Changed.inWords(ONE, ONE)).isEmpty();
        assertThat(Changed.inWords(ONE, doesNotCompile("m", Path.of("C.java"), 1, 1, "no", "")))
                .isEmpty();
    }
}
