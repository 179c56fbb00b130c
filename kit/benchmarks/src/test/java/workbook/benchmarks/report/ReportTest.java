package workbook.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.benchmarks.report.Contest.Entry;
import workbook.benchmarks.report.Contest.Target;

class ReportTest {

    private static final Contest CONTEST = new Contest(
            "append",
            "events/s",
            List.of(new Entry("floor", List.of(1000.0, 2000.0)), new Entry("<ours>", List.of(500.0, 1000.0))),
            List.of(new Target("<ours>", "floor", 0.6)));

    @TempDir
    private Path folder;

    @Test
    void theTableHasARowARivalWithItsRatioAndABar() {
        assertThat(Table.of(CONTEST))
                .isEqualTo(
                        """
                append
                         events/s  half of the rounds  of floor
                 floor      1,500      1,250 to 1,750      1.00  ████████████████████████
                 <ours>       750          625 to 875      0.50  ████████████
                  short <ours>: 0.50 of floor, aim 0.60
                """);
    }

    @Test
    void theJsonIsReadBackAsItWasWritten() {
        Results results = new Results("append", Instant.EPOCH, "a machine", List.of(CONTEST));
        results.write(folder);
        assertThat(Results.read(folder.resolve("append.json"))).isEqualTo(results);
    }

    @Test
    void thePageHasAPlotOfEveryBenchmarkAndFetchesNothing() throws Exception {
        new Results("append", Instant.EPOCH, "a machine", List.of(CONTEST)).write(folder);
        Path page = new Results("read", Instant.EPOCH, "a machine", List.of(CONTEST)).write(folder);
        assertThat(Files.readString(page))
                .contains("<h2>append</h2>", "<h2>read</h2>", "&lt;ours&gt;")
                .doesNotContain("<ours>", "http://", "https://", "<script");
    }
}
