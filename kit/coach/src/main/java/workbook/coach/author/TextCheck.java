package workbook.coach.author;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Module;
import workbook.coach.files.Folders;
import workbook.coach.report.Lesson;
import workbook.coach.report.Text;

/** Whether a module's lesson, hints, walk-through and files are whole, and their links resolve. */
final class TextCheck {

    private static final List<String> LESSON = List.of(
            "The problem",
            "The idea",
            "Invariants",
            "Predict before coding",
            "Tasks",
            "Checkpoint",
            "In production",
            "Check yourself",
            "Further reading");
    private static final List<String> WALK_THROUGH =
            List.of("The solution", "What the alternatives cost", "Takeaways", "What a real store calls this");
    private static final List<String> HINT_LEVELS = List.of("### A question", "### A pointer", "### Near-code");
    private static final int MOST_INVARIANTS = 7;
    private static final int QUESTIONS = 3;
    private static final Pattern LINK = Pattern.compile("(?<!!)\\[[^]]*]\\(([^)\\s]+)\\)");

    private final Course course;
    private final Module module;
    private final List<String> findings = new ArrayList<>();

    TextCheck(Course course, Module module) {
        this.course = course;
        this.module = module;
    }

    List<String> findings() {
        lesson(course.exercise(module).resolve("README.md"));
        hints(course.exercise(module).resolve("HINTS.md"));
        headings(course.solution(module).resolve("README.md"), WALK_THROUGH);
        filesToEdit();
        links();
        return findings;
    }

    private void lesson(Path file) {
        Lesson lesson = headings(file, LESSON);
        if (!lesson.headings().containsAll(LESSON)) {
            return;
        }
        require(
                lesson.opening().contains("\n> "),
                file,
                "has no sentence to remember (> ...) before its first heading");
        require(
                lesson.section("The idea").orElse("").contains("```mermaid"),
                file,
                "has no picture (```mermaid) in The idea");
        long invariants = lesson.section("Invariants")
                .orElse("")
                .lines()
                .filter(l -> l.matches("\\d+\\. .*"))
                .count();
        require(
                invariants >= 1 && invariants <= MOST_INVARIANTS,
                file,
                "has " + invariants + " invariants: 1 to " + MOST_INVARIANTS + " are wanted");
        require(lesson.answer("Predict before coding").isPresent(), file, "has no folded answer to its prediction");
        int answers = lesson.section("Check yourself").orElse("").split("<details>", -1).length - 1;
        require(
                answers == QUESTIONS,
                file,
                "has " + answers + " folded answers in Check yourself: " + QUESTIONS + " are wanted");
        for (int task = 1; task <= module.tasks().size(); task++) {
            require(
                    lesson.section("Tasks").orElse("").contains("### Task " + task + ": "),
                    file,
                    "does not describe task " + task);
        }
        require(
                lesson.section("Checkpoint").orElse("").contains("./workbook run " + module.number()),
                file,
                "does not name ./workbook run " + module.number() + " in Checkpoint");
    }

    private void hints(Path file) {
        Lesson hints = Lesson.read(file);
        require(Files.exists(file), file, "is missing");
        for (int task = 1; Files.exists(file) && task <= module.tasks().size(); task++) {
            String heading = "Task " + task + ": " + module.tasks().get(task - 1);
            String text = hints.section(heading).orElse(null);
            if (text == null) {
                findings.add(name(file) + " has no hints under '## " + heading + "'");
                continue;
            }
            text.lines()
                    .filter(line -> line.startsWith("    ") && line.length() - 4 > Text.CODE_WIDTH)
                    .forEach(line ->
                            findings.add(name(file) + " has code that a screen of 80 columns cuts: " + line.strip()));
            for (String level : HINT_LEVELS) {
                require(text.contains(level), file, "has no '" + level + "' for task " + heading.substring(5));
            }
        }
    }

    private Lesson headings(Path file, List<String> wanted) {
        Lesson text = Lesson.read(file);
        if (!Files.exists(file)) {
            findings.add(name(file) + " is missing");
            return text;
        }
        wanted.stream()
                .filter(heading -> !text.headings().contains(heading))
                .forEach(heading -> findings.add(name(file) + " has no section '## " + heading + "'"));
        return text;
    }

    private void filesToEdit() {
        for (String edit : module.edit()) {
            Path stub = course.exercise(module).resolve(edit);
            Path reference = course.reference(module, edit);
            require(Files.exists(stub), stub, "is named in the manifest, and missing");
            require(Files.exists(reference), reference, "is missing: the reference mirrors the exercise");
        }
    }

    private void links() {
        List<Path> texts = new ArrayList<>(Folders.files(course.exercise(module), ".md"));
        texts.addAll(Folders.files(course.solution(module), ".md"));
        for (Path text : texts) {
            Matcher link = LINK.matcher(Folders.read(text));
            while (link.find()) {
                String target = link.group(1).replaceAll("#.*", "");
                if (!target.isEmpty() && !target.matches("[a-z]+:.*")) {
                    require(
                            Files.exists(text.getParent().resolve(target)),
                            text,
                            "links to " + target + ", which is not there");
                }
            }
        }
    }

    private void require(boolean holds, Path file, String otherwise) {
        if (!holds) {
            findings.add(name(file) + " " + otherwise);
        }
    }

    private String name(Path file) {
        return course.shown(file);
    }
}
