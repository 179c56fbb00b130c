package workbook.coach.curriculum;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import workbook.coach.UserException;

/**
 * A plausible wrong answer: a change of the reference, and a text about it.
 *
 * @param slug     its name
 * @param title    a few words
 * @param caughtBy the tests whose sentence speaks of it
 * @param sometimes tests that may fail with it, such as those that depend on where rows happen to lie
 * @param text     what the learner reads
 * @param patch    what changes in the reference, file by file
 */
public record Mistake(
        String slug, String title, List<String> caughtBy, Set<String> sometimes, String text, List<FilePatch> patch) {

    private static final String ENDING = ".md";
    private static final Pattern TEXT_AND_DIFF = Pattern.compile("(.*)\n```diff\n(.*)\n```", Pattern.DOTALL);

    /** The keys of its file. */
    private record Head(
            @JsonProperty(required = true) String title,
            @JsonProperty("caught-by") List<String> caughtBy,
            List<String> sometimes) {

        Head {
            caughtBy = caughtBy == null ? List.of() : caughtBy;
            sometimes = sometimes == null ? List.of() : sometimes;
        }
    }

    /**
     * A module's mistakes, by name.
     *
     * @throws UserException when one can't be read
     */
    public static List<Mistake> of(Course course, Module module) {
        return in(course.solution(module).resolve("mistakes"));
    }

    /**
     * A module's mistakes that no test can tell, and that are accepted: their texts say why.
     *
     * @throws UserException when one can't be read
     */
    public static List<Mistake> accepted(Course course, Module module) {
        return in(course.solution(module).resolve("accepted"));
    }

    private static List<Mistake> in(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .map(Mistake::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a mistake of this name is written down. */
    public static Path file(Course course, Module module, String slug) {
        return course.solution(module).resolve("mistakes").resolve(slug + ENDING);
    }

    private static Mistake read(Path file) {
        String name = file.getFileName().toString();
        try {
            FrontMatter<Head> matter = FrontMatter.of(Files.readString(file).replace("\r\n", "\n"), Head.class);
            Matcher parts = TEXT_AND_DIFF.matcher(matter.text());
            if (!parts.matches()) {
                throw new IllegalArgumentException("it does not end with a block of ```diff");
            }
            return new Mistake(
                    name.substring(0, name.length() - ENDING.length()),
                    matter.keys().title(),
                    matter.keys().caughtBy(),
                    new TreeSet<>(matter.keys().sometimes()),
                    parts.group(1).strip(),
                    FilePatch.parse(List.of(parts.group(2).split("\n", -1))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalArgumentException e) {
            throw new UserException(file + ": " + e.getMessage());
        }
    }
}
