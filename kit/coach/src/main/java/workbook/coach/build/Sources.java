package workbook.coach.build;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Module;

/** Finds the implementations of a module in a course. */
public final class Sources {

    private static final String JAVA = "src/main/java";
    private static final String SQL = "sql";

    private Sources() {
    }

    /** What the learner edits. */
    public static Source exercise(Course course, Module module) {
        Path folder = course.exercise(module);
        return new Source(module.id(), "exercises/" + module.id(),
                Folders.files(folder.resolve(JAVA), ".java"), Folders.files(folder.resolve(SQL), ".sql"));
    }

    /** The reference. */
    public static Source solution(Course course, Module module) {
        Path script = course.home().resolve(SQL).resolve(module.id() + ".sql");
        return new Source(module.id(), "solutions/" + module.id(),
                Folders.files(course.solution(module).resolve(JAVA), ".java"),
                Files.exists(script) ? List.of(script) : List.of());
    }

    /**
     * The reference with a variant's files in place of its own.
     *
     * @param variant the folder of a mistake or an alternative
     */
    public static Source variant(Course course, Module module, Path variant) {
        Source reference = solution(course, module);
        String key = "variants/" + module.id() + "/" + variant.getParent().getFileName() + "-" + variant.getFileName();
        return new Source(module.id(), key,
                replaced(reference.java(), course.solution(module).resolve(JAVA), variant.resolve(JAVA), ".java"),
                replaced(reference.scripts(), course.home().resolve(SQL), variant.resolve(SQL), ".sql"));
    }

    /** The module's tests, which are the same for every implementation of it. */
    public static List<Path> tests(Course course, Module module) {
        return Folders.files(course.exercise(module).resolve("src/test/java"), ".java");
    }

    private static List<Path> replaced(List<Path> files, Path folder, Path variant, String ending) {
        Map<String, Path> byName = new TreeMap<>();
        files.forEach(file -> byName.put(folder.relativize(file).toString(), file));
        Folders.files(variant, ending).forEach(file -> byName.put(variant.relativize(file).toString(), file));
        return List.copyOf(byName.values());
    }
}
