package workbook.coach.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Module;
import workbook.coach.progress.Progress;
import workbook.coach.run.Lane;

@Command(
        name = "run",
        description = "Run a module's tests on your code; the current module's without a number.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    @Parameters(index = "0", arity = "0..1", paramLabel = "MODULE", description = "such as 02, or appending")
    private String typed;

    @Mixin
    private FastLane fastLane;

    @Option(names = "--json", description = "Print JSON, for a program to read.")
    private boolean json;

    @Override
    public Integer call() {
        Course course = Workbook.course();
        Progress progress = Workbook.progress(course);
        Lane lane = fastLane.lane();
        Module module = typed != null
                ? course.find(typed)
                : json ? progress.current(course) : fastLane.current(course, progress);
        ShownRun run = new ShownRun(course, progress, lane);
        return (json ? run.printJson(module) : run.printCard(module)) ? 0 : 1;
    }
}
