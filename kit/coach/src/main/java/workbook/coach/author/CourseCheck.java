package workbook.coach.author;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Module;
import workbook.coach.files.Folders;

/** Whether the manifest, the folders and Maven speak of the same modules. */
final class CourseCheck {

    private final Course course;

    CourseCheck(Course course) {
        this.course = course;
    }

    List<String> findings() {
        List<String> findings = new ArrayList<>();
        TreeSet<String> listed =
                new TreeSet<>(course.modules().stream().map(Module::id).toList());
        for (String side : List.of("exercises", "solutions")) {
            Path folder = course.home().resolve(side);
            TreeSet<String> there = modulesIn(folder);
            listed.stream()
                    .filter(id -> !there.contains(id))
                    .forEach(id ->
                            findings.add("the manifest has " + id + ", and there is no folder " + side + "/" + id));
            there.stream()
                    .filter(id -> !listed.contains(id))
                    .forEach(
                            id -> findings.add(side + "/" + id + " is not in the manifest, exercises/curriculum.yaml"));
            String pom = Folders.readIfThere(folder.resolve("pom.xml"));
            there.stream()
                    .filter(id -> !pom.contains("<module>" + id + "</module>"))
                    .forEach(id -> findings.add(side + "/pom.xml does not list " + id));
        }
        List<String> ids = course.modules().stream().map(Module::id).toList();
        if (!ids.equals(ids.stream().sorted().toList())) {
            findings.add("the manifest's modules are not in the order of their numbers: " + ids);
        }
        return findings;
    }

    private static TreeSet<String> modulesIn(Path folder) {
        TreeSet<String> names = new TreeSet<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> entries = Files.list(folder)) {
                entries.filter(Files::isDirectory)
                        .map(entry -> entry.getFileName().toString())
                        .filter(name -> name.matches("\\d\\d-.*"))
                        .forEach(names::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return names;
    }
}
