package workbook.coach.notebook;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.execution.LocalExecutionControlProvider;

/**
 * Runs a notebook in this JVM, as {@code jshell} would, with one difference: it stops at the first snippet that is
 * rejected or throws. What the notebook prints goes to standard output.
 */
public final class NotebookRun implements AutoCloseable {

    /** What JShell imports when it starts. */
    private static final List<String> DEFAULT_IMPORTS = List.of(
            "java.io.*",
            "java.math.*",
            "java.net.*",
            "java.nio.file.*",
            "java.util.*",
            "java.util.concurrent.*",
            "java.util.function.*",
            "java.util.prefs.*",
            "java.util.regex.*",
            "java.util.stream.*");

    /** Where a snippet begins. */
    private record Place(Path file, String text, int offset) {

        /** @param position in the snippet's own source */
        int line(int position) {
            int end = Math.min(offset + Math.max(0, position), text.length());
            return 1
                    + (int) text.substring(0, end)
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
        }
    }

    private final Path home;
    private final JShell shell;
    private final SourceCodeAnalysis analysis;
    private final Map<String, Place> places = new HashMap<>();

    /** @param home the clone's top folder, from which files are named */
    public NotebookRun(Path home) {
        this.home = home;
        this.shell = JShell.builder()
                .executionEngine(new LocalExecutionControlProvider(), Map.of())
                .compilerOptions("-classpath", classPath())
                .build();
        this.analysis = shell.sourceCodeAnalysis();
    }

    /**
     * Runs a notebook to its end.
     *
     * @throws NotebookStoppedException at the first snippet that is rejected or throws
     */
    public void run(Notebook notebook) {
        DEFAULT_IMPORTS.forEach(imported -> shell.eval("import " + imported + ";"));
        notebook.scripts().forEach(this::run);
    }

    @Override
    public void close() {
        shell.close();
    }

    private void run(Path file, String text) {
        String rest = text;
        int done = 0;
        while (true) {
            CompletionInfo next = analysis.analyzeCompletion(rest);
            if (next.completeness() == SourceCodeAnalysis.Completeness.EMPTY) {
                return;
            }
            Place place = new Place(file, text, code(text, done));
            if (!next.completeness().isComplete()) {
                throw stopped(place, 0, "the snippet that begins here has no end");
            }
            // Without what is before it: JShell counts lines from the code in one case, and from there in the other.
            String snippet = next.source().substring(code(next.source(), 0)).strip();
            for (SnippetEvent event : shell.eval(snippet)) {
                places.put(event.snippet().id(), place);
                judge(event, place);
            }
            done = text.startsWith(snippet, place.offset())
                    ? place.offset() + snippet.length()
                    : text.length() - next.remaining().length();
            rest = next.remaining();
        }
    }

    private void judge(SnippetEvent event, Place place) {
        if (event.exception() != null) {
            throw stopped(event.exception() instanceof EvalException thrown ? thrown : null, event.exception(), place);
        }
        switch (event.status()) {
            case REJECTED -> {
                Diag error = shell.diagnostics(event.snippet())
                        .filter(Diag::isError)
                        .findFirst()
                        .orElseThrow();
                throw stopped(place, (int) error.getStartPosition(), oneLine(error.getMessage(Locale.ENGLISH)));
            }
            case RECOVERABLE_DEFINED, RECOVERABLE_NOT_DEFINED ->
                throw stopped(
                        place,
                        0,
                        "this refers to what is not defined: "
                                + String.join(
                                        ", ",
                                        shell.unresolvedDependencies((DeclarationSnippet) event.snippet())
                                                .toList()));
            case VALID, OVERWRITTEN, DROPPED, NONEXISTENT -> {}
        }
    }

    /** An exception stops at the line of the notebook itself, which may be far above the frame that threw. */
    private NotebookStoppedException stopped(EvalException thrown, Exception any, Place place) {
        String name = thrown == null ? any.getClass().getName() : thrown.getExceptionClassName();
        int line = Arrays.stream(any.getStackTrace())
                .filter(frame -> frame.getFileName() != null && place.equals(placeOf(frame.getFileName())))
                .mapToInt(frame -> place.line(0) + frame.getLineNumber() - 1)
                .findFirst()
                .orElse(place.line(0));
        return new NotebookStoppedException(
                name(place.file()) + ":" + line + ": " + oneLine(name + ": " + any.getMessage()));
    }

    private Place placeOf(String frameFile) {
        return places.get(frameFile.startsWith("#") ? frameFile.substring(1) : frameFile);
    }

    private NotebookStoppedException stopped(Place place, int position, String why) {
        return new NotebookStoppedException(name(place.file()) + ":" + place.line(position) + ": " + why);
    }

    private String name(Path file) {
        return file.startsWith(home) ? home.relativize(file).toString().replace('\\', '/') : file.toString();
    }

    /** Where the next code is, behind empty lines and comments. */
    private static int code(String text, int from) {
        int at = from;
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) {
                at++;
            } else if (text.startsWith("//", at)) {
                at = endOf(text, "\n", at);
            } else if (text.startsWith("/*", at)) {
                at = endOf(text, "*/", at);
            } else {
                return at;
            }
        }
        return at;
    }

    private static int endOf(String source, String end, int from) {
        int at = source.indexOf(end, from);
        return at < 0 ? source.length() : at + end.length();
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }

    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(part -> Path.of(part).toAbsolutePath().toString())
                .reduce((a, b) -> a + File.pathSeparator + b)
                .orElse("");
    }
}
