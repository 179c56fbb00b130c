package workbook.coach;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import workbook.coach.files.Folders;

/**
 * Text that a learner reads, kept in files to be read by those who change it. Run the tests with {@code -Dgolden.update} to
 * write them anew, and read what git shows.
 */
public final class Golden {

    private static final Path FOLDER = Path.of("src/test/resources/golden");

    private Golden() {}

    /** Compares a text with its file. No line of it is wider than 80 columns. */
    public static void check(String name, String actual) {
        check(name, actual, 80);
    }

    /** Compares a text with its file. No line of it is wider than so many columns. */
    public static void check(String name, String actual, int columns) {
        Path file = FOLDER.resolve(name + ".txt");
        String text = actual.replace("\r\n", "\n");
        if (System.getProperty("golden.update") != null) {
            Folders.write(file, text);
        }
        assertThat(text)
                .as("%s; if the change is meant, run with -Dgolden.update", file)
                .isEqualTo(Files.exists(file) ? Folders.read(file) : "");
        assertThat(text.lines())
                .as("lines of %s wider than %s columns", file, columns)
                .noneMatch(line -> line.length() > columns);
    }
}
