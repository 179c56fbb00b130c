package workbook.coach.report;

import java.util.Optional;
import java.util.function.Function;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Module;
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

    /**
     * Asks before a module's first run, once, and notes the answer.
     *
     * @param person shows the question and returns the answer; an empty one, or null, skips it
     */
    public static void askOnce(Course course, Progress progress, Module module, Function<String, String> person) {
        if (progress.of(module).untried() && progress.of(module).prediction() == null) {
            of(course, module).ifPresent(prediction -> {
                String answer = person.apply(prediction.question());
                progress.predicted(module, answer == null ? "" : answer.strip());
            });
        }
    }
}
