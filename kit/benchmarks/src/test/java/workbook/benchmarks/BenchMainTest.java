package workbook.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import workbook.benchmarks.report.Results;
import workbook.testing.postgres.WorkbookHome;

/** Every benchmark runs. How fast is not for a test to say. */
class BenchMainTest {

    @TempDir
    private Path output;

    @Test
    void aQuickRunMeasuresEverythingAndLeavesNoServer() throws Exception {
        List<Path> before = servers();
        int status = BenchMain.execute("--quick", "--alternative", "02/compare-and-set", "--output", output.toString());
        assertThat(status).isZero();
        for (String name : List.of("limits", "append", "read", "growth", "projections")) {
            String json = Files.readString(output.resolve(name + ".json"));
            Results results = JsonMapper.shared().readValue(json, Results.class);
            assertThat(results.contests()).as(name).isNotEmpty().allSatisfy(contest -> assertThat(contest.entries())
                    .as(contest.title())
                    .allSatisfy(entry -> assertThat(entry.values())
                            .as(entry.name())
                            .isNotEmpty()
                            .allSatisfy(value -> assertThat(value).isPositive())));
        }
        assertThat(output.resolve("index.html")).exists();
        assertThat(servers()).as("what is left of servers").isSubsetOf(before);
    }

    @Test
    void aBenchmarkThatDoesNotExistIsNamed() {
        assertThat(BenchMain.execute("apend")).isEqualTo(2);
    }

    private static List<Path> servers() throws IOException {
        try (Stream<Path> hidden =
                Files.list(Files.createDirectories(WorkbookHome.find().resolve(".workbook")))) {
            return hidden.filter(path -> path.getFileName().toString().startsWith("bench"))
                    .toList();
        }
    }
}
