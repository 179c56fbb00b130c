package workbook.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A duel between code and a model")
class DuelTest {

    /** Adds numbers up; at the end the sum is read. */
    private record Adding(LongUnaryOperator code, Set<Integer> histories, List<Long> played)
            implements Duel.Game<Long> {

        Adding(LongUnaryOperator code) {
            this(code, new TreeSet<>(), new ArrayList<>());
        }

        @Override
        public Long command(int step, Random random) {
            return step % 10 == 7 ? 1_000L : random.nextLong(100);
        }

        @Override
        public Duel.History<Long> begin(int number) {
            assertThat(histories.add(number)).as("history %d is new", number).isTrue();
            return new Duel.History<>() {

                private long model;
                private long sum;

                @Override
                public Duel.Answers play(Long command) {
                    played.add(command);
                    model += command;
                    sum = code.applyAsLong(sum) + command;
                    return new Duel.Answers("taken", sum > 1_000_000 ? "too much" : "taken");
                }

                @Override
                public Duel.Answers readBack() {
                    return new Duel.Answers(model, sum);
                }
            };
        }
    }

    @Test
    @DisplayName("is over without a word when both say the same to all commands of all seeds")
    void same() throws Exception {
        Adding game = new Adding(sum -> sum);

        Duel.of(game, 40, 3);

        assertThat(game.played()).hasSize(120);
        assertThat(game.played().subList(0, 40))
                .as("another seed, another history")
                .isNotEqualTo(game.played().subList(40, 80));
    }

    @Test
    @DisplayName("shows the few steps that are needed, and both answers")
    void shrinks() {
        Adding forgetsAboveAThousand = new Adding(sum -> sum >= 1_000 ? 0 : sum);

        Throwable thrown = catchThrowable(() -> Duel.of(forgetsAboveAThousand, 40, 1));

        assertThat(thrown).isInstanceOf(AssertionError.class);
        assertThat(thrown.getMessage())
                .matches(
                        """
                these steps do not give what the lesson says \\(the shortest of a history of 40 steps, seed 1\\):

                  1  1000
                       -> taken
                  2  \\d+
                       -> taken
                  3  read everything back

                  should be: 10\\d\\d
                  but was:   \\d+""");
    }

    @Test
    @DisplayName("ends at the first answer that differs, and shows it as the last step")
    void answerDiffers() {
        Throwable thrown = catchThrowable(() -> Duel.of(new Adding(sum -> sum + 1_000_000), 40, 1));

        assertThat(thrown.getMessage()).endsWith("\n\n  should be: taken\n  but was:   too much");
        assertThat(thrown.getMessage().lines().filter(line -> line.matches("  \\d+  \\d+")))
                .as("one step is enough")
                .hasSize(1);
    }

    @Test
    @DisplayName("says today what it said yesterday")
    void sameAgain() {
        String first =
                catchThrowable(() -> Duel.of(new Adding(sum -> sum / 2), 40, 2)).getMessage();

        assertThat(catchThrowable(() -> Duel.of(new Adding(sum -> sum / 2), 40, 2)))
                .hasMessage(first);
    }

    @Test
    @DisplayName("lets what the code throws through: that is told better by itself")
    void throwing() {
        IllegalStateException broken = new IllegalStateException("broken");
        assertThat(catchThrowable(() -> Duel.of(
                        new Adding(sum -> {
                            throw broken;
                        }),
                        40,
                        1)))
                .isSameAs(broken);
        assertThatCode(() -> Duel.of(new Adding(sum -> sum), 1, 1)).doesNotThrowAnyException();
    }
}
