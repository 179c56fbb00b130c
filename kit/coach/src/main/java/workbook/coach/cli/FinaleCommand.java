package workbook.coach.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import workbook.coach.build.Sources;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Module;
import workbook.coach.report.Achievement;
import workbook.coach.report.Style;
import workbook.coach.report.Text;
import workbook.coach.run.Earlier;
import workbook.coach.run.Runner;
import workbook.coach.run.Verdict;
import workbook.coach.watch.LearnerRun;

@Command(name = "finale", description = "Run every module on your own code alone.", mixinStandardHelpOptions = true)
final class FinaleCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        Course course = Workbook.course();
        Style style = Workbook.style();
        List<Module> red = new ArrayList<>();
        try (Runner runner = Runner.oneShot(course, course.hidden().resolve("build"))) {
            for (Module module : course.modules()) {
                boolean passed = run(course, module, runner).gatePassed();
                System.out.println("  " + (passed ? style.green("+") : style.red("x")) + " " + module.number() + " "
                        + module.title() + (passed ? "" : ": red"));
                if (!passed) {
                    red.add(module);
                }
            }
        }
        System.out.print("\n" + (red.isEmpty() ? congratulations(Achievement.of(course), style) : stillRed(red)));
        return red.isEmpty() ? 0 : 1;
    }

    private static Verdict run(Course course, Module module, Runner runner) {
        return LearnerRun.available(runner.run(
                module,
                Sources.exercise(course, module),
                Earlier.of(course, module, m -> true).sources(),
                result -> {}));
    }

    private static String congratulations(Achievement built, Style style) {
        return style.bold("You have built an event store.") + "\n"
                + Text.wrap(
                        "All " + built.modules()
                                + " modules hold, each on your own code alone: " + built.lines()
                                + " lines of Java and SQL that keep "
                                + built.invariants() + " invariants. Read it once from the start. It is yours.",
                        2)
                + "\n";
    }

    private static String stillRed(List<Module> red) {
        return Text.wrap(
                        "On your own code alone, "
                                + red.stream().map(Module::number).collect(Collectors.joining(", "))
                                + (red.size() == 1 ? " is" : " are")
                                + " red. A module stays red while one before it is not done, so begin "
                                + "with the first.",
                        2)
                + "\n" + Text.line("Next", "./workbook run " + red.getFirst().number());
    }
}
