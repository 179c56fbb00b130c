package workbook.coach.run;

import static org.assertj.core.api.Assertions.assertThat;
import static workbook.coach.FakeResults.assertion;
import static workbook.coach.FakeResults.failed;
import static workbook.coach.FakeResults.passed;
import static workbook.coach.FakeResults.verdict;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.coach.build.CompileError;
import workbook.coach.curriculum.Module;

class LaneTest {

    private static final Verdict ONE_OF_TWO = verdict("m", passed("A.a", "a", 1), failed("B.b", "b", 2, assertion()));

    @Test
    @DisplayName("the fast lane asks for its tasks only, the other for the whole gate")
    void lanes() {
        assertThat(Lane.FAST.passed(module(1), ONE_OF_TWO)).isTrue();
        assertThat(Lane.FAST.passed(module(1, 2), ONE_OF_TWO)).isFalse();
        assertThat(Lane.WHOLE.passed(module(1), ONE_OF_TWO)).isFalse();
    }

    @Test
    @DisplayName("a module without fast tasks is given in the fast lane, unless it does not even compile")
    void given() {
        Verdict broken = new Verdict("m", List.of(new CompileError(Path.of("A.java"), 1, 1, "no", "")), List.of());
        assertThat(Lane.FAST.isGiven(module())).isTrue();
        assertThat(Lane.FAST.passed(module(), ONE_OF_TWO)).isTrue();
        assertThat(Lane.FAST.passed(module(), broken)).isFalse();
        assertThat(Lane.WHOLE.isGiven(module())).isFalse();
    }

    private static Module module(Integer... fast) {
        return new Module("00-m", "M", "core", 1, 1, List.of(fast), List.of(), List.of("One", "Two"));
    }
}
