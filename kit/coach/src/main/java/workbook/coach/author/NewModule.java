package workbook.coach.author;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;
import workbook.coach.UserException;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Module;
import workbook.coach.files.Folders;

/**
 * Lays out a module with every part that a module has. It is a small one that works, red on the stub and green on the
 * reference, with {@value #MARK} wherever an author has to say something.
 */
public final class NewModule {

    /** What stands where something is still to write; {@link Unfinished} looks for it. */
    static final String MARK = "TO WRITE";

    private static final String EXERCISE = "exercises/{{id}}/";
    private static final String SOLUTION = "solutions/{{id}}/";
    private static final String MISTAKE = SOLUTION + "mistakes/every-stream-counted.md";
    private static final String PACKAGE = "java/eventstore/{{package}}/";

    /** Where each template goes, in the order in which an author fills them in. */
    private static final List<Map.Entry<String, String>> PARTS = List.of(
            Map.entry(EXERCISE + "README.md", "lesson.md"),
            Map.entry(EXERCISE + "src/test/" + PACKAGE + "Task1CountTest.java", "test.java"),
            Map.entry("sql/{{id}}.sql", "reference.sql"),
            Map.entry(SOLUTION + "src/main/" + PACKAGE + "{{Class}}.java", "reference.java"),
            Map.entry(EXERCISE + "sql/{{id}}.sql", "stub.sql"),
            Map.entry(EXERCISE + "src/main/" + PACKAGE + "{{Class}}.java", "stub.java"),
            Map.entry(EXERCISE + "HINTS.md", "hints.md"),
            Map.entry(SOLUTION + "README.md", "walk-through.md"),
            Map.entry(MISTAKE, "mistake.md"));

    private final Course course;
    private final String id;
    private final List<Module> earlier;

    /**
     * @param id the folder's name to be, such as {@code 08-global-ordering}
     * @throws UserException when there can be no module of that name
     */
    public NewModule(Course course, String id) {
        this.course = course;
        this.id = id;
        refuse();
        this.earlier = course.modules().stream()
                .filter(module -> module.id().compareTo(id) < 0)
                .toList();
    }

    /**
     * Writes the module's files and lists it where modules are listed.
     *
     * @return the files with something to write, from the course's folder on, in the order in which to do it
     */
    public List<String> layOut() {
        Map<String, String> files = files();
        Map<String, String> lists = lists();
        files.forEach((file, text) -> Folders.write(course.home().resolve(file), text));
        lists.forEach((file, text) -> Folders.write(course.home().resolve(file), text));
        return files.entrySet().stream()
                .filter(file -> file.getValue().contains(MARK))
                .map(Map.Entry::getKey)
                .toList();
    }

    private void refuse() {
        require(
                id.matches("\\d\\d(-[a-z]+)+"),
                "'" + id + "' can't be a module: write two digits and its name in small "
                        + "letters, joined by dashes, such as " + nextNumber() + "-global-ordering.");
        for (Module module : course.modules()) {
            require(
                    !module.number().equals(id.substring(0, 2)),
                    "There is a module " + module.number() + " already, " + module.id() + ". The next free number is "
                            + nextNumber() + ".");
            require(
                    !module.name().equals(id.substring(3)),
                    "There is a module of that name already, " + module.id()
                            + ", and the two would share a Java package: choose another name.");
        }
        require(
                SourceVersion.isName("eventstore." + packageName()),
                "The package of module " + id + " would be eventstore." + packageName()
                        + ", and that is a word of the Java language: choose another name.");
        for (String place :
                List.of("exercises/" + id, "solutions/" + id, "sql/" + id + ".sql", "notebooks/" + id + ".jsh")) {
            require(
                    !Files.exists(course.home().resolve(place)),
                    place + " is there already, and the manifest does not list " + "it: move it away first.");
        }
    }

    private Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        PARTS.forEach(part -> files.put(filled(part.getKey()), filled(template(part.getValue()))));
        for (String side : List.of("exercises", "solutions")) {
            String dependencies = earlier.reversed().stream()
                    .filter(module -> !module.number().equals("00"))
                    .map(module -> template("dependency.xml").replace("{{earlier}}", module.id()))
                    .collect(Collectors.joining());
            files.put(
                    side + "/" + id + "/pom.xml",
                    filled(template("pom.xml").replace("{{side}}", side).replace("{{dependencies}}", dependencies)));
        }
        if (Files.isDirectory(course.home().resolve("notebooks"))) {
            files.put(
                    "notebooks/" + id + ".jsh", filled(template("notebook.jsh").replace("{{runs}}", earlierScripts())));
        }
        return files;
    }

    /** The notebook's lines that run them. */
    private String earlierScripts() {
        return earlier.stream()
                .map(module -> module.id() + ".sql")
                .filter(script -> Files.exists(course.home().resolve("sql").resolve(script)))
                .map(script -> "run(\"" + script + "\");\n")
                .collect(Collectors.joining());
    }

    private Map<String, String> lists() {
        Map<String, String> lists = new LinkedHashMap<>();
        for (String file : List.of("exercises/pom.xml", "solutions/pom.xml")) {
            lists.put(file, ModuleList.inPom(Folders.read(course.home().resolve(file)), id));
        }
        String manifest = Folders.read(course.home().resolve("exercises/curriculum.yaml"));
        lists.put("exercises/curriculum.yaml", ModuleList.inManifest(manifest, id, filled(template("entry.yaml"))));
        return lists;
    }

    private String filled(String text) {
        String words = id.substring(3).replace('-', ' ');
        return text.replace("{{id}}", id)
                .replace("{{number}}", id.substring(0, 2))
                .replace("{{package}}", packageName())
                .replace("{{Title}}", Character.toUpperCase(words.charAt(0)) + words.substring(1))
                .replace("{{Class}}", className())
                .replace(
                        "{{tier}}",
                        earlier.isEmpty() ? "core" : earlier.getLast().tier());
    }

    private String packageName() {
        return id.substring(3).replace("-", "");
    }

    private String className() {
        StringBuilder name = new StringBuilder();
        for (String word : id.substring(3).split("-")) {
            name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        }
        return name.toString();
    }

    private String nextNumber() {
        int last = course.modules().stream()
                .mapToInt(module -> Integer.parseInt(module.number()))
                .max()
                .orElse(-1);
        return "%02d".formatted(last + 1);
    }

    private static String template(String name) {
        try (InputStream template = NewModule.class.getResourceAsStream("new-module/" + name)) {
            return new String(template.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new UserException(otherwise);
        }
    }
}
