package workbook.testing.database;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;

/** Compiles code into a folder of its own, so that it is told from the tests as a learner's code is. */
final class Elsewhere {

    private Elsewhere() {}

    /**
     * Compiles one implementation of {@link Careless}.
     *
     * @param body the statements of its method; its parameters are called {@code c} and {@code source}
     */
    static Careless code(Path folder, String body) throws ReflectiveOperationException, IOException {
        Path source = folder.resolve("workbook/sample/Code.java");
        Files.createDirectories(source.getParent());
        Files.writeString(
                source,
                """
                package workbook.sample;
                public final class Code implements workbook.testing.database.Careless {
                    @Override
                    public void use(java.sql.Connection c, javax.sql.DataSource source) throws Exception {
                        %s
                    }
                }
                """
                        .formatted(body));
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        folder.toString(),
                        source.toString());
        if (status != 0) {
            throw new IllegalArgumentException("does not compile: " + body);
        }
        URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, Careless.class.getClassLoader());
        return (Careless) loader.loadClass("workbook.sample.Code")
                .getDeclaredConstructor()
                .newInstance();
    }
}
