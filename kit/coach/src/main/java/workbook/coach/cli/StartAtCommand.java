package workbook.coach.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Module;
import workbook.coach.progress.Progress;
import workbook.coach.report.Text;
import workbook.coach.run.Earlier;

@Command(
        name = "start-at",
        description = "Come late: begin at a module, with the reference of the ones before it.",
        mixinStandardHelpOptions = true)
final class StartAtCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "MODULE", description = "such as 02")
    private String typed;

    @Override
    public Integer call() {
        Course course = Workbook.course();
        Progress progress = Workbook.progress(course);
        Module module = course.find(typed);
        course.before(module).stream()
                .filter(earlier -> !progress.of(earlier).over())
                .forEach(progress::skip);
        progress.resume(module);
        System.out.println("You are at " + module.number() + " " + module.title()
                + (progress.of(module).over() ? ", which is done already." : ".") + " No file was changed.");
        String earlier = Earlier.of(course, module, m -> progress.of(m).holds()).inWords();
        if (!earlier.isEmpty()) {
            System.out.println(Text.wrap("Building on: " + earlier, 0));
        }
        System.out.print(Text.line("Lesson", "exercises/" + module.id() + "/README.md")
                + Text.line("Next", "./workbook run " + module.number()));
        return 0;
    }
}
