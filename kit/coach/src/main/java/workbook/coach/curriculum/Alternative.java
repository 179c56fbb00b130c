package workbook.coach.curriculum;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import workbook.coach.UserException;

/**
 * A right answer of another design: whole files in place of the reference's, to be read, and a text about them.
 *
 * @param folder the folder with its files
 * @param title  a few words
 * @param text   what it costs and buys
 */
public record Alternative(Path folder, String title, String text) {

    /** The keys of its file. */
    private record Head(@JsonProperty(required = true) String title) {}

    /** The name of its folder. */
    public String slug() {
        return folder.getFileName().toString();
    }

    /**
     * A module's alternatives, by name.
     *
     * @throws UserException when one can't be read
     */
    public static List<Alternative> of(Course course, Module module) {
        Path folder = course.solution(module).resolve("alternatives");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.filter(Files::isDirectory)
                    .sorted()
                    .map(Alternative::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Alternative read(Path folder) {
        Path file = folder.resolve("alternative.md");
        try {
            FrontMatter<Head> matter = FrontMatter.of(Files.readString(file).replace("\r\n", "\n"), Head.class);
            return new Alternative(folder, matter.keys().title(), matter.text());
        } catch (IOException e) {
            throw new UserException(file + " is missing");
        } catch (IllegalArgumentException e) {
            throw new UserException(file + ": " + e.getMessage());
        }
    }
}
