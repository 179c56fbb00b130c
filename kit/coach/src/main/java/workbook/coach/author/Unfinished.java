package workbook.coach.author;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Module;
import workbook.coach.files.Folders;

/** Whether a module still has places where its author has to write something. */
final class Unfinished {

    private static final List<String> TEXTS = List.of(".md", ".java", ".sql");

    private final Course course;
    private final Module module;

    Unfinished(Course course, Module module) {
        this.course = course;
        this.module = module;
    }

    List<String> findings() {
        List<String> findings = new ArrayList<>();
        for (Path file : files()) {
            long places = Folders.read(file)
                    .lines()
                    .filter(line -> line.contains(NewModule.MARK))
                    .count();
            if (places > 0) {
                findings.add(course.home().relativize(file).toString().replace('\\', '/') + " says " + NewModule.MARK
                        + " in " + places + (places == 1 ? " line" : " lines"));
            }
        }
        return findings;
    }

    private List<Path> files() {
        List<Path> files = new ArrayList<>();
        for (String text : TEXTS) {
            files.addAll(Folders.files(course.exercise(module), text));
            files.addAll(Folders.files(course.solution(module), text));
        }
        files.removeIf(this::built);
        files.add(course.home().resolve("sql/" + module.id() + ".sql"));
        files.add(course.home().resolve("notebooks/" + module.id() + ".jsh"));
        return files.stream().filter(Files::exists).toList();
    }

    /** Whether Maven made it: it copies tests and scripts. */
    private boolean built(Path file) {
        return course.home().relativize(file).getName(2).toString().equals("target");
    }
}
