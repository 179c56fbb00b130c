package workbook.coach.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import workbook.coach.curriculum.Course;
import workbook.coach.progress.Progress;
import workbook.coach.report.JsonReport;
import workbook.coach.report.ModuleTable;

@Command(name = "list", description = "Show the modules, and how far you are.", mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {

    @Option(names = "--json", description = "Print JSON, for a program to read.")
    private boolean json;

    @Override
    public Integer call() {
        Course course = Workbook.course();
        Progress progress = Workbook.progress(course);
        System.out.println(json ? new JsonReport(course).list(progress) : ModuleTable.of(course, progress));
        return 0;
    }
}
