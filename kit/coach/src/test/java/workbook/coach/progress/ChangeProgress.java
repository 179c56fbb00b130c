package workbook.coach.progress;

import java.nio.file.Path;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Module;

/** A process that changes a clone's progress so many times. */
final class ChangeProgress {

    private ChangeProgress() {}

    /** @param arguments the clone, and how often */
    public static void main(String[] arguments) {
        Course course = Course.load(Path.of(arguments[0]));
        Module module = course.modules().getFirst();
        Progress progress = Progress.load(course);
        for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
            progress.roundPlayed(module);
        }
    }
}
