package workbook.coach.report;

import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Module;
import workbook.coach.progress.ModuleProgress;
import workbook.coach.progress.Progress;

/** Where the learner is, in a few lines. */
public final class Status {

    private Status() {}

    public static String of(Course course, Progress progress, Style style) {
        Module current = progress.current(course);
        ModuleProgress of = progress.of(current);
        StringBuilder text =
                new StringBuilder(style.bold(current.number() + " " + current.title()) + "  " + ModuleTable.state(of));
        if (of.red() && of.openTask() > 0 && of.openTask() <= current.tasks().size()) {
            text.append(", task ")
                    .append(of.openTask())
                    .append(": ")
                    .append(current.tasks().get(of.openTask() - 1));
        }
        text.append("\n  ").append(count(course, progress)).append("\n\n");
        text.append(Text.line("Lesson", "exercises/" + current.id() + "/README.md"));
        current.edit().forEach(file -> text.append(Text.line("Edit", "exercises/" + current.id() + "/" + file)));
        return text.append(Text.line("Next", of.over() ? "./workbook finale" : "./workbook run " + current.number()))
                .toString();
    }

    private static String count(Course course, Progress progress) {
        long done = course.modules().stream()
                .filter(m -> progress.of(m).passed() || progress.of(m).fast())
                .count();
        int minutes = course.modules().stream()
                .filter(m -> !progress.of(m).over())
                .mapToInt(Module::selfMinutes)
                .sum();
        return done + " of " + course.modules().size() + " modules done"
                + (minutes == 0 ? "" : "; about " + minutes + " minutes to go");
    }
}
