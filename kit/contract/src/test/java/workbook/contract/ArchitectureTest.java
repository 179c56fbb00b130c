package workbook.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.testing.postgres.WorkbookHome;

/** How the kit's packages depend on each other, as {@code jdeps} finds it in their classes. */
@DisplayName("The kit's packages")
class ArchitectureTest {

    private static final Pattern ARROW = Pattern.compile("\\s+(workbook\\S*)\\s+-> (workbook\\S*)\\s.*");

    /** What coach, author and benchmarks stand on, from the bottom up: each knows only those before it. */
    private static final List<String> ENGINE = List.of(
            "workbook.coach",
            "workbook.coach.files",
            "workbook.coach.curriculum",
            "workbook.coach.build",
            "workbook.coach.worker",
            "workbook.coach.run",
            "workbook.coach.progress");

    private static Map<String, Set<String>> arrows;

    @BeforeAll
    static void askJdeps() throws IOException {
        List<String> command = new ArrayList<>(List.of("-verbose:package", "-filter:none", "--multi-release", "21"));
        try (Stream<Path> rooms = Files.list(WorkbookHome.find().resolve("kit"))) {
            rooms.map(room -> room.resolve("target/classes/workbook"))
                    .filter(Files::isDirectory)
                    .forEach(classes -> command.add(classes.getParent().toString()));
        }
        StringWriter said = new StringWriter();
        ToolProvider.findFirst("jdeps")
                .orElseThrow()
                .run(new PrintWriter(said), new PrintWriter(said), command.toArray(String[]::new));
        arrows = new TreeMap<>();
        said.toString()
                .lines()
                .map(ARROW::matcher)
                .filter(Matcher::matches)
                .filter(arrow -> !arrow.group(1).equals(arrow.group(2)))
                .forEach(arrow -> arrows.computeIfAbsent(arrow.group(1), from -> new TreeSet<>())
                        .add(arrow.group(2)));
    }

    @Test
    @DisplayName("are all looked at")
    void found() {
        assertThat(arrows)
                .as("packages with an arrow")
                .hasSizeGreaterThan(15)
                .containsKeys("workbook.testing", "workbook.coach.cli", "workbook.benchmarks");
    }

    @Test
    @DisplayName("do not depend on each other in a circle")
    void noLoops() {
        Set<String> loops = new TreeSet<>();
        arrows.keySet().forEach(start -> arrows.get(start).stream()
                .filter(next -> reaches(next, start, new TreeSet<>()))
                .forEach(next -> loops.add(start + " -> " + next + " -> ... -> " + start)));

        assertThat(loops).as("arrows that lead back to where they began").isEmpty();
    }

    @Test
    @DisplayName("of the engine know nothing of what stands on it, nor of each other's upper floors")
    void engineBelow() {
        Set<String> upwards = new TreeSet<>();
        for (String room : ENGINE) {
            Set<String> below = Set.copyOf(ENGINE.subList(0, ENGINE.indexOf(room)));
            arrows.getOrDefault(room, Set.of()).stream()
                    .filter(to -> to.startsWith("workbook.coach") && !below.contains(to))
                    .forEach(to -> upwards.add(room + " -> " + to));
        }

        assertThat(upwards).as("arrows up from the engine").isEmpty();
    }

    private static boolean reaches(String from, String wanted, Set<String> seen) {
        return from.equals(wanted)
                || seen.add(from)
                        && arrows.getOrDefault(from, Set.of()).stream().anyMatch(next -> reaches(next, wanted, seen));
    }
}
