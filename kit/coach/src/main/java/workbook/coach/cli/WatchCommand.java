package workbook.coach.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import workbook.coach.UserException;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Module;
import workbook.coach.progress.Progress;
import workbook.coach.run.Lane;
import workbook.coach.run.Runner;
import workbook.coach.watch.Watch;

@Command(
        name = "watch",
        description = "Follow a module: every save is run at once. The same as no command.",
        mixinStandardHelpOptions = true)
final class WatchCommand implements Callable<Integer> {

    @Parameters(index = "0", arity = "0..1", paramLabel = "MODULE", description = "such as 02, or appending")
    private String typed;

    @Mixin
    private FastLane fastLane;

    @Override
    public Integer call() {
        Course course = Workbook.course();
        Progress progress = Workbook.progress(course);
        if (!Workbook.terminal()) {
            throw new UserException("There is no terminal to watch in: ./workbook run prints one verdict.");
        }
        return follow(
                course,
                progress,
                typed == null ? fastLane.current(course, progress) : course.find(typed),
                fastLane.lane());
    }

    static int follow(Course course, Progress progress, Module module, Lane lane) {
        try (Runner runner = Runner.resident(course, course.hidden().resolve("build"));
                Terminal terminal = TerminalBuilder.builder().system(true).build();
                Watch watch = new Watch(course, progress, lane, Workbook.style(), terminal, runner)) {
            watch.follow(module);
            return 0;
        } catch (IOException e) {
            throw new UserException(
                    "The terminal can't be used: " + e.getMessage() + ". ./workbook run prints one verdict.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
