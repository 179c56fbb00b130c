package workbook.coach.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Module;
import workbook.coach.report.Diff;

@Command(
        name = "diff",
        description = "Compare your files with the reference (- yours, + the reference).",
        mixinStandardHelpOptions = true)
final class DiffCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "MODULE", description = "such as 02")
    private String typed;

    @Mixin
    private GiveUp giveUp;

    @Override
    public Integer call() {
        Course course = Workbook.course();
        Module module = course.find(typed);
        if (giveUp.opens(Workbook.progress(course), module, "diff")) {
            System.out.print(new Diff(course, Workbook.style()).toReference(module));
        }
        return 0;
    }
}
