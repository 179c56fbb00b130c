package workbook.coach.curriculum;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A mistake or an alternative: some files in place of the reference's, and a text about them.
 *
 * @param folder   the folder with its files
 * @param title    a few words
 * @param caughtBy the tests whose sentence speaks of it; empty for an alternative
 * @param fails    all tests that fail with it; empty for an alternative
 * @param says     words of which the first failure has one, where other mistakes turn the same tests red; else empty
 * @param text     what the learner reads
 */
public record Variant(Path folder, String title, List<String> caughtBy, Set<String> fails, List<String> says, String text) {

    /** The name of its folder. */
    public String slug() {
        return folder.getFileName().toString();
    }

    /** Whether a first failure with this message may come of it. */
    public boolean isHeardIn(String message) {
        return says.isEmpty() || says.stream().anyMatch(message::contains);
    }

    /** A module's mistakes, by name. */
    public static List<Variant> mistakes(Course course, Module module) {
        return load(course.solution(module).resolve("mistakes"), "mistake.md");
    }

    /** A module's alternatives, by name. */
    public static List<Variant> alternatives(Course course, Module module) {
        return load(course.solution(module).resolve("alternatives"), "alternative.md");
    }

    private static List<Variant> load(Path folder, String file) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.filter(Files::isDirectory).sorted().map(variant -> read(variant, variant.resolve(file))).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Variant read(Path folder, Path file) {
        try {
            FrontMatter matter = FrontMatter.of(Files.readString(file).replace("\r\n", "\n"));
            return new Variant(folder, matter.string("title"), matter.list("caught-by"),
                    new TreeSet<>(matter.list("fails")), matter.list("says"), matter.text());
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " is missing");
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage());
        }
    }
}
