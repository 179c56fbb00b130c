package workbook.coach.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Run once when a worker starts, so that the test engine and the assertions are loaded before the learner waits for them. */
final class WarmUp {

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    @DisplayName("assertions are loaded")
    void assertions(int number) {
        assertThat(List.of(number)).as("numbers").containsExactly(number);
        assertThatThrownBy(() -> assertThat(number).as("a number").isZero()).isInstanceOf(AssertionError.class);
    }

    @Test
    void plain() {
        assertThat(new int[0]).isEmpty();
    }
}
