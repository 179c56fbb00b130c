package workbook.benchmarks.store;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import workbook.coach.UserException;
import workbook.coach.build.ClassPathBuilder;
import workbook.coach.build.ClassPathBuilder.Built;
import workbook.coach.build.Source;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Module;
import workbook.coach.files.Folders;
import workbook.testing.database.Script;

/**
 * An implementation of the whole course.
 *
 * @param name    what tables and plots call it
 * @param store   its Java, in a class loader of its own
 * @param scripts its SQL, in order
 */
public record Implementation(String name, Store store, List<Script> scripts) {

    /**
     * Compiles and loads it.
     *
     * @param choice whose code it takes for each module
     * @throws UserException when a file does not compile
     */
    public static Implementation load(
            String name, Course course, ClassPathBuilder builder, Function<Module, Source> choice) {
        List<Source> sources = course.modules().stream().map(choice).toList();
        Built built = builder.build(
                course.modules().getLast(),
                sources.getLast(),
                sources.subList(0, sources.size() - 1).reversed());
        if (!built.errors().isEmpty()) {
            throw new UserException("This does not compile: " + built.errors().getFirst());
        }
        return new Implementation(
                name,
                StoreLoader.load(built.classPath()),
                sources.stream()
                        .flatMap(source -> source.scripts().stream())
                        .map(Implementation::script)
                        .toList());
    }

    private static Script script(Path file) {
        return new Script(file.getFileName().toString(), Folders.read(file));
    }
}
