package workbook.coach.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Module;
import workbook.coach.progress.Progress;
import workbook.coach.report.Hints;

@Command(
        name = "hint",
        description = "Show the next hint of the task that you are at.",
        mixinStandardHelpOptions = true)
final class HintCommand implements Callable<Integer> {

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "MODULE",
            description = "such as 02; the current one without it")
    private String typed;

    @Option(names = "--task", paramLabel = "N", description = "The task; the first open one without it.")
    private Integer task;

    @Override
    public Integer call() {
        Course course = Workbook.course();
        Progress progress = Workbook.progress(course);
        Module module = typed == null ? progress.current(course) : course.find(typed);
        int wanted = task != null ? task : Math.max(1, progress.of(module).openTask());
        System.out.print(new Hints(course, module, Workbook.style()).next(progress, wanted));
        return 0;
    }
}
