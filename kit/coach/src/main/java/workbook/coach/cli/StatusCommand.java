package workbook.coach.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import workbook.coach.curriculum.Course;
import workbook.coach.progress.Progress;
import workbook.coach.report.JsonReport;
import workbook.coach.report.Status;

@Command(name = "status", description = "Say where you are, without running anything.", mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {

    @Option(names = "--json", description = "Print JSON, for a program to read.")
    private boolean json;

    @Override
    public Integer call() {
        Course course = Workbook.course();
        Progress progress = Workbook.progress(course);
        System.out.print(
                json ? new JsonReport(course).status(progress) + "\n" : Status.of(course, progress, Workbook.style()));
        return 0;
    }
}
