package workbook.coach.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import workbook.coach.UserException;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Module;
import workbook.coach.progress.Progress;
import workbook.coach.report.Text;

@Command(
        name = "skip",
        description = "Leave out the current module; the next ones build on the reference.",
        mixinStandardHelpOptions = true)
final class SkipCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        Course course = Workbook.course();
        Progress progress = Workbook.progress(course);
        Module module = progress.current(course);
        if (progress.of(module).over()) {
            throw new UserException(
                    "There is nothing left to skip: every module is done or skipped. ./workbook list shows them.");
        }
        progress.skip(module);
        System.out.print(
                "Skipped " + module.number() + " " + module.title() + ": later modules build on its reference.\n"
                        + Text.line("Back", "./workbook start-at " + module.number()));
        Module next = progress.current(course);
        if (!progress.of(next).over()) {
            System.out.print(Text.line("Next", "exercises/" + next.id() + "/README.md, then ./workbook"));
        }
        return 0;
    }
}
