package workbook.benchmarks.report;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import workbook.coach.files.Folders;

/**
 * What one benchmark gave, as {@code target/bench/<name>.json} holds it.
 *
 * @param name     the benchmark
 * @param begun    when it began
 * @param machine  what it ran on
 * @param contests what was measured: every value of every round
 */
public record Results(String name, Instant begun, String machine, List<Contest> contests) {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** This machine, in a line. */
    public static String thisMachine() {
        Runtime jvm = Runtime.getRuntime();
        return jvm.availableProcessors() + " cores, " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch") + ", Java " + Runtime.version().feature()
                + ", embedded PostgreSQL, fsync and synchronous_commit on";
    }

    /** Writes the JSON, and a page with the plots of all benchmarks that were written there, and says where it is. */
    public Path write(Path folder) {
        Folders.write(folder.resolve(name + ".json"), JSON.writeValueAsString(this) + "\n");
        Path page = folder.resolve("index.html");
        Folders.write(
                page,
                Page.of(Folders.files(folder, ".json").stream()
                        .map(Results::read)
                        .toList()));
        return page;
    }

    static Results read(Path file) {
        return JSON.readValue(Folders.read(file), Results.class);
    }
}
