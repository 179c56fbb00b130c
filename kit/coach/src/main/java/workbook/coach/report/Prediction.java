package workbook.coach.report;

import java.util.Optional;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Module;
import workbook.coach.progress.ModuleProgress;
import workbook.coach.progress.Progress;

/**
 * The question that a lesson asks before any code is written.
 *
 * @param question in plain text
 * @param answer   the lesson's, in plain text
 */
public record Prediction(String question, String answer) {

    private static final String SECTION = "Predict before coding";

    /** Reads it from the module's lesson; empty when the lesson has none. */
    public static Optional<Prediction> of(Course course, Module module) {
        Lesson lesson = Lesson.read(course.exercise(module).resolve("README.md"));
        return lesson.question(SECTION).flatMap(question -> lesson.answer(SECTION)
                .map(answer -> new Prediction(Text.plain(question), Text.plain(answer))));
    }

    /** The question of a module that has not been answered, while the module is not done. */
    public static Optional<Prediction> isDue(Course course, Progress progress, Module module) {
        ModuleProgress of = progress.of(module);
        boolean open = !of.passed()
                && !of.fast()
                && (of.prediction() == null || of.prediction().isEmpty());
        return open ? of(course, module) : Optional.empty();
    }

    /** Notes an answer; an empty one, or null, is none, and it will be asked again. */
    public static void note(Progress progress, Module module, String answer) {
        if (answer != null && !answer.isBlank()) {
            progress.predicted(module, answer.strip());
        }
    }
}
