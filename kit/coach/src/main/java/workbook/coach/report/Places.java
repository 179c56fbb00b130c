package workbook.coach.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Module;
import workbook.coach.files.Folders;
import workbook.coach.worker.Failure;
import workbook.coach.worker.Failure.Frame;
import workbook.coach.worker.TestResult;

/** Finds the line to open: in the learner's Java, in the learner's SQL, in the test. */
final class Places {

    private static final Pattern TODO_FILE =
            Pattern.compile("task (\\d+): .*\\((?:write it )?in (exercises/[^)]+\\.sql)\\)");
    private static final Pattern IN_FUNCTION = Pattern.compile("PL/pgSQL function (\\w+)\\([^)]*\\) line (\\d+)");

    private final Course course;
    private final Module module;

    Places(Course course, Module module) {
        this.course = course;
        this.module = module;
    }

    /** Where to work on a failure: as near as it can be told. */
    List<Place> toOpen(TestResult result) {
        Failure failure = result.failure();
        Optional<Place> exact = ofScript(failure)
                .or(() -> ofSqlTodo(failure))
                .or(() -> ofFunction(failure))
                .or(() -> ofFrame(inFilesToEdit(failure.frames()), "src/main/java"))
                .or(() -> ofFrame(failure.frames(), "src/main/java"));
        return exact.map(List::of).orElseGet(() -> module.edit().stream()
                .map(file -> place(course.exercise(module).resolve(file), 0))
                .toList());
    }

    /** The line of the test that noticed. */
    Optional<Place> ofTest(TestResult result) {
        String test = result.id().split("\\.")[0] + ".java";
        List<Frame> ofTest = result.failure().frames().stream()
                .filter(frame -> test.equals(frame.file()))
                .toList();
        return ofFrame(ofTest, "src/test/java").or(() -> testFile(result));
    }

    Place place(Path file, long line) {
        return new Place(course.home().relativize(file), (int) line);
    }

    /** What is given may be nearer to the failure, but it is not what the learner writes. */
    private List<Frame> inFilesToEdit(List<Frame> frames) {
        return frames.stream()
                .filter(frame -> module.edit().stream().anyMatch(file -> file.endsWith("/" + frame.file())))
                .toList();
    }

    private Optional<Place> ofFrame(List<Frame> frames, String sources) {
        for (Frame frame : frames) {
            String type = frame.type();
            int end = type.lastIndexOf('.');
            Path folder = course.exercise(module).resolve(sources);
            Path file =
                    (end < 0 ? folder : folder.resolve(type.substring(0, end).replace('.', '/'))).resolve(frame.file());
            if (Files.exists(file)) {
                return Optional.of(place(file, frame.line()));
            }
        }
        return Optional.empty();
    }

    /** A Todo in Java has a frame of its own; one in SQL is found by its words. */
    private Optional<Place> ofSqlTodo(Failure failure) {
        Matcher todo = TODO_FILE.matcher(failure.message());
        if (!todo.find()) {
            return Optional.empty();
        }
        Path file = course.home().resolve(todo.group(2));
        return Files.exists(file)
                ? Optional.of(place(file, lineWith(file, "(?i).*\\btask " + todo.group(1) + "\\b.*")))
                : Optional.empty();
    }

    private Optional<Place> ofScript(Failure failure) {
        if (failure.sql() == null || failure.sql().script().isEmpty()) {
            return Optional.empty();
        }
        String script = failure.sql().script(); // of this module, or of an earlier one: it has that module's name
        Path file = course.home()
                .resolve("exercises")
                .resolve(script.replace(".sql", ""))
                .resolve("sql")
                .resolve(script);
        return Files.exists(file) ? Optional.of(place(file, failure.sql().line())) : Optional.empty();
    }

    /** PostgreSQL counts a function's lines from where its body begins. */
    private Optional<Place> ofFunction(Failure failure) {
        if (failure.sql() == null) {
            return Optional.empty();
        }
        Matcher where = IN_FUNCTION.matcher(failure.sql().where());
        while (where.find()) {
            for (Path script : Folders.files(course.exercise(module).resolve("sql"), ".sql")) {
                int function = lineWith(script, "(?i).*create (or replace )?function " + where.group(1) + "\\b.*");
                if (function > 0) {
                    int body = function - 1 + lineWith(tail(script, function), ".*\\$\\$.*");
                    return Optional.of(place(script, body + Integer.parseInt(where.group(2)) - 1));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Place> testFile(TestResult result) {
        String name = result.id().split("\\.")[0] + ".java";
        return Folders.files(course.exercise(module).resolve("src/test/java"), name).stream()
                .findFirst()
                .map(file -> place(
                        file, lineWith(file, ".* " + Pattern.quote(result.id().replaceAll(".*\\.", "")) + "\\(.*")));
    }

    private static List<String> tail(Path file, int fromLine) {
        return Folders.read(file).lines().skip(fromLine - 1L).toList();
    }

    private static int lineWith(Path file, String pattern) {
        return lineWith(Folders.read(file).lines().toList(), pattern);
    }

    private static int lineWith(List<String> lines, String pattern) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).matches(pattern)) {
                return i + 1;
            }
        }
        return 0;
    }
}
