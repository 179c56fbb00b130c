package workbook.coach.notebook;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Module;
import workbook.coach.files.Folders;

/**
 * A module's notebook, {@code notebooks/NN-name.jsh}, and what it brings by JBang's directives.
 *
 * @param file    the notebook
 * @param scripts the texts to run by their files, in JBang's order: what is named by {@code //SOURCES} comes first
 */
public record Notebook(Path file, Map<Path, String> scripts) {

    /** Where a course has its notebooks. */
    public static Path folder(Course course) {
        return course.home().resolve("notebooks");
    }

    /** Where a module's notebook lies, or should. */
    public static Path fileOf(Course course, Module module) {
        return folder(course).resolve(module.id() + ".jsh");
    }

    /**
     * Reads a notebook and all that it names.
     *
     * @throws UncheckedIOException when one of them is missing
     */
    public static Notebook read(Path file) {
        Map<Path, String> scripts = new LinkedHashMap<>();
        add(scripts, new ArrayList<>(), file);
        return new Notebook(file, scripts);
    }

    /** What is named by one of JBang's directives, such as {@code //DEPS}, in any of the files; properties are filled in. */
    public List<String> directive(String name) {
        return scripts.values().stream()
                .flatMap(text -> directive(name, text).stream())
                .toList();
    }

    /** Whether it asks for a PostgreSQL, and would take ours. */
    public boolean wantsPostgres() {
        return scripts.values().stream().anyMatch(text -> text.contains("WORKBOOK_POSTGRES"));
    }

    private static void add(Map<Path, String> scripts, List<Path> seen, Path file) {
        if (!seen.contains(file)) {
            seen.add(file);
            String text = Folders.read(file);
            for (String source : directive("SOURCES", text)) {
                named(file, source).ifPresent(path -> add(scripts, seen, path));
            }
            scripts.put(file, text);
        }
    }

    /** A named file; nothing for one that is there for other platforms only, since the coach brings its own libraries. */
    private static Optional<Path> named(Path by, String source) {
        Path path = by.resolveSibling(source).normalize();
        return source.contains(platform()) && !Files.exists(path) ? Optional.empty() : Optional.of(path);
    }

    private static List<String> directive(String name, String text) {
        String begin = "//" + name + " ";
        return text.lines()
                .filter(line -> line.startsWith(begin))
                .flatMap(line -> List.of(line.substring(begin.length()).strip().split("\\s+")).stream())
                .map(value -> value.replace("${os.detected.name}-${os.detected.arch}", platform()))
                .toList();
    }

    /** The platform in JBang's words, such as {@code osx-aarch_64}. */
    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch");
        return (system.startsWith("win") ? "windows" : system.startsWith("mac") ? "osx" : system) + "-"
                + (machine.equals("aarch64") ? "aarch_64" : machine.equals("amd64") ? "x86_64" : machine);
    }
}
