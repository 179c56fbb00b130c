package workbook.coach.build;

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import workbook.coach.UserException;
import workbook.coach.files.Folders;

/** Compiles Java in this JVM. One file manager a class path stays warm, so that jars are opened once. */
public final class JavaBuilder implements AutoCloseable {

    private static final List<String> OPTIONS = List.of(
            "-proc:none",
            "-parameters",
            "-g",
            "-source",
            "21",
            "-target",
            "21",
            "-Xlint:none",
            "-Xdiags:compact",
            "-implicit:none");

    /**
     * What came of a compilation.
     *
     * @param errors the compiler's errors, empty when all compiled
     * @param api    a stamp of what other code can see of it
     */
    record Compiled(List<CompileError> errors, String api) {}

    private final JavaCompiler compiler;
    private final Map<List<Path>, StandardJavaFileManager> warm = new HashMap<>();

    public JavaBuilder() {
        this.compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new UserException(
                    "This Java has no compiler: it is a JRE. Install a JDK 21 or newer and run the command again.");
        }
    }

    /**
     * Compiles sources.
     *
     * @param sources   the files
     * @param libraries jars of the class path: they do not change while this builder lives
     * @param folders   folders of the class path: they may have changed since the last call
     * @param output    where the classes go
     * @return the errors, or what others can see of what compiled
     */
    synchronized Compiled compile(Collection<Path> sources, List<Path> libraries, List<Path> folders, Path output) {
        if (sources.isEmpty()) {
            return new Compiled(List.of(), "");
        }
        try {
            Files.createDirectories(output);
            List<Path> classPath = new ArrayList<>(folders);
            classPath.addAll(libraries);
            StandardJavaFileManager files = warm.computeIfAbsent(classPath, this::fileManager);
            files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(output));
            DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
            JavacTask task = (JavacTask) compiler.getTask(
                    null,
                    files,
                    said,
                    OPTIONS,
                    null,
                    sources.stream().map(SourceText::new).toList());
            ApiStamp api = new ApiStamp();
            task.addTaskListener(api);
            task.call();
            return new Compiled(
                    said.getDiagnostics().stream()
                            .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
                            .map(JavaBuilder::error)
                            .toList(),
                    api.stamp());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private StandardJavaFileManager fileManager(List<Path> classPath) {
        StandardJavaFileManager files = compiler.getStandardFileManager(null, Locale.ENGLISH, StandardCharsets.UTF_8);
        try {
            files.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /** A source file as {@link Folders#read} reads it: with a complaint that names the place, and without a byte order mark. */
    private static final class SourceText extends SimpleJavaFileObject {

        private final Path file;

        SourceText(Path file) {
            super(file.toUri(), Kind.SOURCE);
            this.file = file;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return Folders.read(file);
        }
    }

    private static CompileError error(Diagnostic<? extends JavaFileObject> said) {
        String message = said.getMessage(Locale.ENGLISH).strip();
        if (said.getSource() == null) {
            return new CompileError(Path.of("?"), 0, 0, message, "");
        }
        Path file = Path.of(said.getSource().toUri());
        return new CompileError(
                file,
                said.getLineNumber(),
                said.getColumnNumber(),
                message,
                lineOf(said.getSource(), said.getLineNumber()));
    }

    private static String lineOf(JavaFileObject source, long line) {
        try {
            return source.getCharContent(true)
                    .toString()
                    .lines()
                    .skip(Math.max(0, line - 1))
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public void close() {
        for (StandardJavaFileManager files : warm.values()) {
            try {
                files.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
