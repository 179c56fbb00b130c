package workbook.coach.build;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * One implementation of a module: the learner's, the reference, or the reference with some files that are a mistake's or an
 * alternative's.
 *
 * @param module  the module's id
 * @param key     a name for its build, unique in the course
 * @param java    its Java source files
 * @param scripts its own SQL scripts: they win over the reference's of the same names
 */
public record Source(String module, String key, List<Path> java, List<Path> scripts) {

    /** All its files. */
    public List<Path> files() {
        return Stream.concat(java.stream(), scripts.stream()).toList();
    }
}
