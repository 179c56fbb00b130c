package workbook.coach.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Module;
import workbook.coach.files.Folders;
import workbook.coach.report.Text;

@Command(
        name = "solution",
        description = "Show the reference of a module that you have passed.",
        mixinStandardHelpOptions = true)
final class SolutionCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "MODULE", description = "such as 02")
    private String typed;

    @Mixin
    private GiveUp giveUp;

    @Override
    public Integer call() {
        Course course = Workbook.course();
        Module module = course.find(typed);
        if (!giveUp.opens(Workbook.progress(course), module, "solution")) {
            return 0;
        }
        for (String file : module.edit()) {
            Path reference = course.reference(module, file);
            System.out.println(Workbook.style().bold(course.shown(reference)) + "\n\n" + Folders.read(reference));
        }
        System.out.print(Text.line("Why", "solutions/" + module.id() + "/README.md")
                + Text.line("Compare", "./workbook diff " + module.number()));
        return 0;
    }
}
