package workbook.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import workbook.benchmarks.report.Contest.Entry;
import workbook.benchmarks.report.Contest.Target;

class ContestTest {

    @Test
    void quantilesLieBetweenTheValues() {
        assertThat(Contest.quantile(List.of(4.0, 1.0, 3.0, 2.0), 0.5)).isEqualTo(2.5);
        assertThat(Contest.quantile(List.of(4.0, 1.0, 3.0, 2.0, 5.0), 0.25)).isEqualTo(2.0);
        assertThat(Contest.quantile(List.of(7.0), 0.75)).isEqualTo(7.0);
    }

    @Test
    void aRatioIsTakenRoundByRound() {
        // The machine was ten times slower in the second round: the ratio does not mind.
        Entry slow = new Entry("slow", List.of(100.0, 10.0, 100.0));
        Entry fast = new Entry("fast", List.of(200.0, 20.0, 200.0));
        assertThat(fast.ratio(slow)).isEqualTo(2);
    }

    @Test
    void aTargetIsReachedOrNot() {
        Contest contest =
                new Contest("t", "u", List.of(new Entry("a", List.of(10.0)), new Entry("b", List.of(6.0))), List.of());
        assertThat(contest.reaches(new Target("b", "a", 0.6))).isTrue();
        assertThat(contest.reaches(new Target("b", "a", 0.7))).isFalse();
    }
}
