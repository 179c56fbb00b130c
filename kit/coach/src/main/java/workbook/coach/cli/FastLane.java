package workbook.coach.cli;

import picocli.CommandLine.Option;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Module;
import workbook.coach.progress.Progress;
import workbook.coach.run.Lane;

/** Whether the learner is in the fast lane, and where it leads. */
final class FastLane {

    @Option(names = "--fast", description = "The fast lane: only its tasks count, the rest is for home.")
    private boolean fast;

    Lane lane() {
        return fast ? Lane.FAST : Lane.WHOLE;
    }

    /** The current module; in the fast lane, modules that it gives are passed by. */
    Module current(Course course, Progress progress) {
        Module current = progress.current(course);
        while (lane().isGiven(current) && !progress.of(current).over()) {
            progress.skip(current);
            System.out.println(current.number() + " " + current.title() + " is given in the fast lane, and for home.");
            current = progress.current(course);
        }
        return current;
    }
}
