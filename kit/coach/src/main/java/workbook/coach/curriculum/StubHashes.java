package workbook.coach.curriculum;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import workbook.coach.files.Folders;
import workbook.testing.base.Sha256;

/**
 * What the stubs were when the clone was made, in {@code exercises/stubs.sha256}: so a learner's own work is told from a
 * stub, and never judged as one. The format is that of {@code sha256sum}.
 */
public final class StubHashes {

    private static final String FILE = "exercises/stubs.sha256";

    private final Course course;
    private final Map<String, String> recorded;

    private StubHashes(Course course, Map<String, String> recorded) {
        this.course = course;
        this.recorded = recorded;
    }

    /** Reads the list; an empty one where there is none. */
    public static StubHashes read(Course course) {
        Map<String, String> recorded = new LinkedHashMap<>();
        Path file = course.home().resolve(FILE);
        if (Files.exists(file)) {
            Folders.read(file)
                    .lines()
                    .filter(line -> line.length() > 66)
                    .forEach(line -> recorded.put(line.substring(66), line.substring(0, 64)));
        }
        return new StubHashes(course, recorded);
    }

    /** Writes the list anew, from the files as they are. */
    public static void record(Course course) {
        StringBuilder list = new StringBuilder();
        for (Module module : course.modules()) {
            hashes(course, module)
                    .forEach((path, hash) ->
                            list.append(hash).append("  ").append(path).append('\n'));
        }
        Folders.write(course.home().resolve(FILE), list.toString());
    }

    /** The recorded hash of one file, by its path from the clone's top folder on. */
    public Optional<String> of(String path) {
        return Optional.ofNullable(recorded.get(path));
    }

    /** Whether a module's files to edit are as they were recorded: nobody has worked on them. */
    public boolean untouched(Module module) {
        return hashes(course, module).entrySet().stream()
                .allMatch(e -> e.getValue().equals(recorded.get(e.getKey())));
    }

    private static Map<String, String> hashes(Course course, Module module) {
        Map<String, String> hashes = new LinkedHashMap<>();
        for (String file : module.edit()) {
            Path path = course.exercise(module).resolve(file);
            hashes.put(
                    "exercises/" + module.id() + "/" + file,
                    Files.exists(path) ? Sha256.of(Folders.read(path)) : "missing");
        }
        return hashes;
    }
}
