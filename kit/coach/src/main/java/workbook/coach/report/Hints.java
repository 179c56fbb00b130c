package workbook.coach.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import workbook.coach.UserException;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Module;
import workbook.coach.progress.Progress;

/** The hints of a module's tasks, one level after the other, as {@code HINTS.md} has them. */
public final class Hints {

    /** How many levels a task has: a question, a pointer, near-code. */
    public static final int LEVELS = 3;

    private static final List<String> NAMES = List.of("a question", "a pointer", "near-code");

    private final Course course;
    private final Module module;
    private final Style style;

    public Hints(Course course, Module module, Style style) {
        this.course = course;
        this.module = module;
        this.style = style;
    }

    /**
     * The next level of a task's hints, and notes that it was shown; all of them when there is no further one.
     *
     * @throws UserException when the module has no such task, or the task no hints
     */
    public String next(Progress progress, int task) {
        if (task < 1 || task > module.tasks().size()) {
            throw new UserException("There is no task " + task + " in " + module.id() + ": it has "
                    + (module.tasks().size() == 1
                            ? "task 1 only."
                            : "tasks 1 to " + module.tasks().size() + "."));
        }
        int shown = progress.hintsShown(module, task);
        if (shown >= LEVELS) {
            return heading(task) + "\n  There is no further hint. All three again:\n" + levels(task, 1, LEVELS) + "\n"
                    + then(task, LEVELS);
        }
        String text = heading(task) + levels(task, shown + 1, shown + 1) + "\n" + then(task, shown + 1);
        progress.hintShown(module, task, shown + 1);
        return text;
    }

    /** What helps further, once so many hints have been shown. */
    private String then(int task, int shown) {
        return shown < LEVELS
                ? Text.line("More", "./workbook hint " + module.number() + " --task " + task)
                : Text.line("Last", "./workbook solution " + module.number() + " --give-up");
    }

    private String heading(int task) {
        return style.bold(module.number() + " " + module.title()) + "  task " + task + ": "
                + module.tasks().get(task - 1) + "\n";
    }

    private String levels(int task, int first, int last) {
        String heading = "Task " + task + ": " + module.tasks().get(task - 1);
        List<String> parts =
                Lesson.read(course.exercise(module).resolve("HINTS.md")).parts(heading);
        if (parts.size() < LEVELS) {
            throw new UserException("exercises/" + module.id() + "/HINTS.md has no three hints under '## " + heading
                    + "': restore it with git checkout -- exercises/" + module.id() + "/HINTS.md");
        }
        return IntStream.rangeClosed(first, last)
                .mapToObj(level -> "\n  "
                        + style.bold("Hint " + level + " of " + LEVELS + ": " + NAMES.get(level - 1)) + "\n"
                        + Text.prose(parts.get(level - 1), 4) + "\n")
                .collect(Collectors.joining());
    }
}
