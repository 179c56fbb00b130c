package workbook.style;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.JavaFormatterOptions.Style;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The Java of the kit, the references and the alternatives is as palantir-java-format writes it. What a learner writes is
 * never looked at. With {@code -Dformat.update} the files are written so.
 */
@DisplayName("The kit, the references and the alternatives are formatted")
class FormatTest {

    private static final Path HOME = Path.of("../..");
    private static final Pattern LOOKED_AT =
            Pattern.compile("(solutions/[^/]+/(src/main/java|alternatives)|kit/[^/]+/src/(main|test)/java)/.*\\.java");
    private static final Formatter FORMATTER = Formatter.createFormatter(
            JavaFormatterOptions.builder().style(Style.PALANTIR).build());

    @TestFactory
    @DisplayName("file by file")
    Stream<DynamicTest> formatted() throws IOException {
        List<Path> files = files();
        assertThat(files).as("the files to look at").isNotEmpty();
        return files.stream().map(file -> dynamicTest(file.toString(), () -> check(file)));
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> solutions = Files.walk(HOME.resolve("solutions"));
                Stream<Path> kit = Files.walk(HOME.resolve("kit"))) {
            return Stream.concat(solutions, kit)
                    .map(HOME::relativize)
                    .filter(file -> LOOKED_AT
                            .matcher(file.toString().replace('\\', '/'))
                            .matches())
                    .sorted()
                    .toList();
        }
    }

    private static void check(Path name) throws IOException, FormatterException {
        Path file = HOME.resolve(name);
        String text = Files.readString(file).replace("\r\n", "\n");
        String formatted = FORMATTER.formatSourceAndFixImports(text);
        if (System.getProperty("format.update") != null && !formatted.equals(text)) {
            Files.writeString(file, formatted);
            return;
        }
        assertThat(difference(text, formatted))
                .as("what the formatter changes in %s; mvn test -pl kit/style -Dformat.update changes it", name)
                .isEmpty();
    }

    private static String difference(String text, String formatted) {
        List<String> lines = text.lines().toList();
        return String.join(
                "\n",
                UnifiedDiffUtils.generateUnifiedDiff(
                        "as it is",
                        "formatted",
                        lines,
                        DiffUtils.diff(lines, formatted.lines().toList()),
                        0));
    }
}
