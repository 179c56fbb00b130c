package workbook.coach.build;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import workbook.coach.UserException;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Module;
import workbook.coach.files.Folders;
import workbook.testing.base.Sha256;

/**
 * Makes the class path on which a module's tests run: compiles what has changed, and puts what comes first, first. All of
 * it is loaded anew for each run, what is given too, so that nothing static outlives a run.
 */
public final class ClassPathBuilder implements AutoCloseable {

    /**
     * What came of a build.
     *
     * @param errors    the compiler's errors; when there are any, nothing can run
     * @param tests     the folder of the compiled tests
     * @param classPath all folders that the run needs, the module's own first
     */
    public record Built(List<CompileError> errors, Path tests, List<Path> classPath) {}

    private final Course course;
    private final JavaBuilder java = new JavaBuilder();
    private final BuildFolder folder;
    private final Path output;
    private final List<Path> libraries;

    /** @param output where the classes go, kept between builds; each process has a folder of its own below it */
    public ClassPathBuilder(Course course, Path output) {
        this.course = course;
        this.folder = BuildFolder.take(output);
        this.output = folder.path();
        this.libraries = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(Files::exists)
                .map(Path::toAbsolutePath)
                .toList();
    }

    /**
     * Builds one implementation of a module with its tests.
     *
     * @param source  the implementation
     * @param earlier implementations of the modules before it, nearest first
     */
    public Built build(Module module, Source source, List<Source> earlier) {
        List<Path> classPath = new ArrayList<>();
        classPath.add(given());
        List<Path> scripts = new ArrayList<>();
        for (Source before : earlier.reversed()) {
            Path classes = output.resolve(before.key()).resolve("classes");
            List<CompileError> errors = compile(before.java(), classPath, classes);
            if (!errors.isEmpty()) {
                return new Built(errors, null, List.of());
            }
            classPath.addFirst(classes);
            scripts.addFirst(scripts(before));
        }
        Path classes = output.resolve(source.key()).resolve("classes");
        List<CompileError> errors = compile(source.java(), classPath, classes);
        if (!errors.isEmpty()) {
            return new Built(errors, null, List.of());
        }
        classPath.addFirst(classes);
        Path tests = output.resolve("tests").resolve(module.id()); // most implementations look alike from outside
        errors = compile(Sources.tests(course, module), classPath, tests);
        if (!errors.isEmpty()) {
            return new Built(errors, null, List.of());
        }
        classPath.addFirst(tests);
        scripts.addFirst(scripts(source));
        classPath.addAll(scripts);
        classPath.addLast(neighbours());
        return new Built(List.of(), tests, classPath);
    }

    /** Compiles the types that every module is handed. */
    private Path given() {
        Path classes = output.resolve("given/classes");
        List<CompileError> errors = compile(Folders.files(Sources.given(course), ".java"), List.of(), classes);
        if (!errors.isEmpty()) {
            throw new UserException("kit/given does not compile: " + errors.getFirst());
        }
        return classes;
    }

    /**
     * Compiles when a source is not what it was the last time, or what others can see of the classes that it was compiled
     * against.
     */
    private List<CompileError> compile(List<Path> sources, List<Path> folders, Path classes) {
        StringBuilder needs = new StringBuilder(Folders.stamp(sources));
        folders.forEach(folder -> needs.append(Stamps.of(folder).api()));
        String stamp = Sha256.of(needs.toString());
        if (stamp.equals(Stamps.of(classes).inputs())) {
            return List.of();
        }
        Folders.delete(classes);
        Stamps.NONE.write(classes);
        JavaBuilder.Compiled compiled = java.compile(sources, libraries, folders, classes);
        if (compiled.errors().isEmpty()) {
            new Stamps(stamp, compiled.api()).write(classes);
        }
        return compiled.errors();
    }

    /**
     * What is remembered of a folder of classes, in a file beside it.
     *
     * @param inputs a stamp of all that went into it
     * @param api    a stamp of what other code can see of it
     */
    private record Stamps(String inputs, String api) {

        static final Stamps NONE = new Stamps("", "");

        static Stamps of(Path classes) {
            List<String> lines = Files.exists(file(classes))
                    ? Folders.read(file(classes)).lines().toList()
                    : List.of();
            return lines.size() == 2 ? new Stamps(lines.get(0), lines.get(1)) : NONE;
        }

        void write(Path classes) {
            Folders.write(file(classes), inputs + "\n" + api + "\n");
        }

        private static Path file(Path classes) {
            return classes.resolveSibling(classes.getFileName() + ".stamp");
        }
    }

    /** A class path folder with an implementation's scripts, copied there. */
    private Path scripts(Source source) {
        return copied(source.scripts(), output.resolve(source.key()).resolve("scripts"), "sql");
    }

    /** A class path folder with the rows of other carts, which every module's tests find in the store. */
    private Path neighbours() {
        return copied(
                Folders.files(course.home().resolve("sql/neighbours"), ".sql"),
                output.resolve("given/scripts"),
                "sql/neighbours");
    }

    private static Path copied(List<Path> scripts, Path folder, String below) {
        String stamp = Folders.stamp(scripts);
        if (!stamp.equals(Stamps.of(folder).inputs())) {
            Folders.delete(folder);
            scripts.forEach(script -> Folders.write(
                    folder.resolve(below).resolve(script.getFileName().toString()), Folders.read(script)));
            new Stamps(stamp, "none").write(folder);
        }
        return folder;
    }

    @Override
    public void close() {
        java.close();
        folder.close();
    }
}
