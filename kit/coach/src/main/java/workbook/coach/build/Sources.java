package workbook.coach.build;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import workbook.coach.UserException;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.FilePatch;
import workbook.coach.curriculum.Mistake;
import workbook.coach.curriculum.Module;
import workbook.coach.files.Folders;
import workbook.testing.base.Sha256;

/** Finds the implementations of a module in a course. */
public final class Sources {

    private static final String JAVA = "src/main/java";
    private static final String SQL = "sql";

    private Sources() {}

    /** What the learner edits. */
    public static Source exercise(Course course, Module module) {
        Path folder = course.exercise(module);
        return new Source(
                module.id(),
                "exercises/" + module.id(),
                Folders.files(folder.resolve(JAVA), ".java"),
                Folders.files(folder.resolve(SQL), ".sql"));
    }

    /** The folder of what every module is handed. */
    static Path given(Course course) {
        return course.home().resolve("kit/given").resolve(JAVA);
    }

    /** Files in a learner's exercise that every module is handed under the same name: a clone of before may still hold them. */
    public static List<Path> alsoGiven(Course course, Module module) {
        Path own = course.exercise(module).resolve(JAVA);
        Path given = given(course);
        return Folders.files(own, ".java").stream()
                .filter(file -> Files.exists(given.resolve(own.relativize(file))))
                .toList();
    }

    /** The reference. */
    public static Source solution(Course course, Module module) {
        return source(module, "solutions/" + module.id(), reference(course, module));
    }

    /** The files of the reference, by their paths in the exercise. */
    public static Map<String, Path> reference(Course course, Module module) {
        Map<String, Path> files = below(course.solution(module));
        String script = SQL + "/" + module.id() + ".sql";
        if (Files.exists(course.home().resolve(script))) {
            files.put(script, course.home().resolve(script));
        }
        return files;
    }

    /**
     * The reference with a mistake made in it. The changed files are written below {@code .workbook/build}.
     *
     * @throws UserException when the reference has changed so much that the mistake's patch no longer applies
     */
    public static Source mistake(Course course, Module module, Mistake mistake) {
        return mistakes(course, module, List.of(mistake));
    }

    /**
     * The reference with several mistakes made in it, one after the other.
     *
     * @throws UserException when one of their patches does not apply, to the reference or to what an earlier one left of it
     */
    public static Source mistakes(Course course, Module module, List<Mistake> mistakes) {
        String key = "mistakes/" + module.id() + "/"
                + mistakes.stream().map(Mistake::slug).collect(Collectors.joining("+"));
        Map<String, Path> files = reference(course, module);
        for (Mistake mistake : mistakes) {
            for (FilePatch patch : mistake.patch()) {
                Path changed = course.hidden()
                        .resolve("build")
                        .resolve(key)
                        .resolve("changed")
                        .resolve(patch.file());
                Folders.write(changed, changed(patch, files, module, mistake));
                files.put(patch.file(), changed);
            }
        }
        return source(module, key, files);
    }

    private static String changed(FilePatch patch, Map<String, Path> files, Module module, Mistake mistake) {
        return Optional.ofNullable(files.get(patch.file()))
                .flatMap(file -> patch.appliedTo(Folders.read(file)))
                .orElseThrow(() ->
                        new UserException("The mistake " + mistake.slug() + " no longer applies to " + patch.file()
                                + ": ./workbook author mistake --rebase " + module.number()
                                + " brings it up to date, or says that it needs your hand."));
    }

    /**
     * The reference with the files of a folder in the place of its own.
     *
     * @param folder with the files' paths in the exercise
     */
    public static Source replaced(Course course, Module module, Path folder) {
        Map<String, Path> files = reference(course, module);
        files.putAll(below(folder));
        return source(
                module,
                "replaced/" + module.id() + "/" + folder.getParent().getFileName() + "-" + folder.getFileName(),
                files);
    }

    /** The module's tests, which are the same for every implementation of it. */
    public static List<Path> tests(Course course, Module module) {
        return Folders.files(course.exercise(module).resolve("src/test/java"), ".java");
    }

    /** A hash of the module's tests: it tells whether they have changed. */
    public static String testsHash(Course course, Module module) {
        return Sha256.of(tests(course, module).stream().map(Folders::read).collect(Collectors.joining()))
                .substring(0, 16);
    }

    private static Map<String, Path> below(Path folder) {
        Map<String, Path> files = new TreeMap<>();
        for (Path file : Folders.files(folder.resolve(JAVA), ".java")) {
            files.put(folder.relativize(file).toString().replace('\\', '/'), file);
        }
        for (Path file : Folders.files(folder.resolve(SQL), ".sql")) {
            files.put(folder.relativize(file).toString().replace('\\', '/'), file);
        }
        return files;
    }

    private static Source source(Module module, String key, Map<String, Path> files) {
        return new Source(module.id(), key, ofKind(".java", files), ofKind(".sql", files));
    }

    private static List<Path> ofKind(String ending, Map<String, Path> files) {
        return files.entrySet().stream()
                .filter(file -> file.getKey().endsWith(ending))
                .map(Map.Entry::getValue)
                .toList();
    }
}
