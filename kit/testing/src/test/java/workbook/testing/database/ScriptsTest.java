package workbook.testing.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The scripts on a class path")
class ScriptsTest {

    @TempDir
    Path folder;

    @Test
    @DisplayName("come in the order of their numbers, up to the module's own")
    void upToTheModule() throws IOException {
        Path one = place("one", "10-late.sql", "02-appending.sql", "01-tables.sql", "03-reading.sql");

        assertThat(upTo("02-appending", one))
                .extracting(Script::name)
                .containsExactly("01-tables.sql", "02-appending.sql");
        assertThat(upTo("10-late", one)).hasSize(4);
    }

    @Test
    @DisplayName("a module without a script of its own gets the earlier ones")
    void moduleWithoutScript() throws IOException {
        Path one = place("one", "01-tables.sql", "03-reading.sql");

        assertThat(upTo("02-appending", one)).extracting(Script::name).containsExactly("01-tables.sql");
        assertThat(upTo("00-warm-up", one)).isEmpty();
    }

    @Test
    @DisplayName("of two with one name the first on the class path wins; the rest adds up")
    void firstWins() throws IOException {
        Path own = place("own", "02-appending.sql");
        Path reference = place("reference", "01-tables.sql", "02-appending.sql");

        assertThat(upTo("02-appending", own, reference))
                .extracting(Script::text)
                .containsExactly("-- 01-tables.sql of reference\n", "-- 02-appending.sql of own\n");
        assertThat(upTo("02-appending", reference, own))
                .extracting(Script::text)
                .containsExactly("-- 01-tables.sql of reference\n", "-- 02-appending.sql of reference\n");
    }

    @Test
    @DisplayName("are found in a jar too, beside a folder that comes first")
    void jar() throws IOException {
        Path own = place("own", "02-appending.sql");
        Path jar = folder.resolve("reference.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            for (String name : List.of("sql/", "sql/01-tables.sql", "sql/02-appending.sql", "other/03-no.sql")) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(("-- " + name + " of the jar").getBytes(StandardCharsets.UTF_8));
            }
        }

        assertThat(upTo("09-any", own, jar))
                .extracting(Script::text)
                .containsExactly("-- sql/01-tables.sql of the jar", "-- 02-appending.sql of own\n");
    }

    @Test
    @DisplayName("other files beside them are none of theirs")
    void otherFiles() throws IOException {
        Path one = place("one", "01-tables.sql", "notes.sql", "01-tables.md", "1-tables.sql");

        assertThat(upTo("09-any", one)).extracting(Script::name).containsExactly("01-tables.sql");
    }

    @Test
    @DisplayName("are read alike, whichever line ends an editor or Git has given them")
    void lineEnds() throws IOException {
        Path one = place("one", "01-tables.sql");
        Files.writeString(one.resolve("sql/01-tables.sql"), "create table t (\r\n  id int\r\n);\r\n");

        assertThat(upTo("01-tables", one)).extracting(Script::text).containsExactly("create table t (\n  id int\n);\n");
    }

    private Path place(String name, String... scripts) throws IOException {
        Path sql = Files.createDirectories(folder.resolve(name).resolve("sql"));
        for (String script : scripts) {
            Files.writeString(sql.resolve(script), "-- " + script + " of " + name + "\n");
        }
        return sql.getParent();
    }

    private static List<Script> upTo(String module, Path... classPath) throws IOException {
        URL[] urls = new URL[classPath.length];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = classPath[i].toUri().toURL();
        }
        try (URLClassLoader loader = new URLClassLoader(urls, null)) {
            return Scripts.upTo(loader, module);
        }
    }
}
