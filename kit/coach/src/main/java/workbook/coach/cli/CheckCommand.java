package workbook.coach.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import workbook.coach.UserException;
import workbook.coach.author.Check;
import workbook.coach.author.Part;
import workbook.coach.author.Recorder;
import workbook.coach.author.RunnerPool;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Module;
import workbook.coach.run.Runner;

@Command(
        name = "check",
        description = "Check the contract between exercises and solutions.",
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

    @Parameters(arity = "0..*", paramLabel = "MODULE", description = "the modules to check; all of them without one")
    private List<String> typed = List.of();

    @Option(names = "--all", description = "Fail when a module's stub had to be left out.")
    private boolean all;

    @Option(
            names = "--record",
            description = "First write down the stubs' hashes and what becomes of the mistakes as found.")
    private boolean record;

    @Option(names = "--update-notebooks", description = "First write down what the notebooks print as found.")
    private boolean updateNotebooks;

    @Option(names = "--pairs", description = "Instead, check the pairs of mistakes that are on record.")
    private boolean pairs;

    @Option(
            names = "--times",
            paramLabel = "N",
            description = "Instead, run the tests N times on the reference, half of them with every core busy.")
    private Integer times;

    private int holding;
    private int wrong;

    @Override
    public Integer call() {
        if (times != null && times < 1) {
            throw new UserException(
                    "--times wants the number of runs, 1 or more: ./workbook author check --times 100 02");
        }
        Course course = Workbook.course();
        List<Module> modules = typed.isEmpty()
                ? course.modules()
                : typed.stream().map(course::find).toList();
        if (record) {
            record(course, modules);
        }
        if (updateNotebooks) {
            modules.forEach(module -> Recorder.notebook(course, module));
        }
        Check check = new Check(course);
        try (RunnerPool runners = new RunnerPool(course, course.hidden().resolve("build/check"))) {
            Map<String, List<Part>> parts = new LinkedHashMap<>();
            if (!pairs && times == null) {
                parts.put("the course", List.of(check.wholeCourse(), check.frontDoor()));
            }
            modules.forEach(module -> parts.put(module.id(), parts(check, module)));
            Map<Part, CompletableFuture<List<String>>> findings = new LinkedHashMap<>();
            parts.values().forEach(ofOne -> ofOne.forEach(part -> findings.put(part, runners.findings(part))));
            parts.forEach((what, ofOne) -> {
                System.out.println(what);
                ofOne.forEach(part -> report(part, findings.get(part).join()));
            });
        }
        List<Module> leftOut = new ArrayList<>(check.leftOut());
        leftOut.retainAll(modules);
        sayLeftOut(leftOut);
        System.out.println(holding + " hold, " + wrong + " do not");
        return wrong > 0 || all && !leftOut.isEmpty() ? 1 : 0;
    }

    private List<Part> parts(Check check, Module module) {
        return times != null ? check.repeated(module, times) : pairs ? check.pairs(module) : check.parts(module);
    }

    private static void record(Course course, List<Module> modules) {
        try (Runner runner = Runner.forChecks(course, course.hidden().resolve("build/check/runner-1"))) {
            Recorder recorder = new Recorder(course, runner);
            recorder.stubs();
            modules.forEach(recorder::outcomes);
        }
    }

    private void report(Part part, List<String> findings) {
        System.out.println((findings.isEmpty() ? "  ok   " : "  FIX  ") + part.name());
        findings.forEach(finding -> System.out.println("         " + finding));
        if (findings.isEmpty()) {
            holding++;
        } else {
            wrong++;
        }
    }

    private void sayLeftOut(List<Module> leftOut) {
        if (!leftOut.isEmpty()) {
            System.out.println("left out, since the exercise has been worked on: the stub of "
                    + leftOut.stream().map(Module::id).collect(Collectors.joining(", "))
                    + (all ? " (and --all wants none left out)" : ""));
        }
    }
}
