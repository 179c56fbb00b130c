package workbook.benchmarks;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import workbook.benchmarks.report.Contest;
import workbook.benchmarks.report.Results;
import workbook.benchmarks.report.Table;
import workbook.benchmarks.store.Implementation;
import workbook.coach.UserException;
import workbook.coach.build.ClassPathBuilder;
import workbook.coach.build.Sources;
import workbook.coach.curriculum.Alternative;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Module;
import workbook.coach.progress.Progress;
import workbook.testing.postgres.WorkbookHome;

/** Measures the store. {@code ./workbook bench} starts it, in a JVM of its own: the coach's is set up to start fast. */
@Command(name = "./workbook bench", mixinStandardHelpOptions = true, description = "Measure the store.")
public final class BenchMain implements Callable<Integer> {

    @Parameters(
            arity = "0..*",
            paramLabel = "WHAT",
            description = "limits, append, read, growth, projections; all of them when none is named.")
    private List<String> names = List.of();

    @Option(names = "--quick", description = "See in seconds that it works; the figures mean nothing.")
    private boolean quick;

    @Option(names = "--mine", description = "Measure your own store next to the reference.")
    private boolean mine;

    @Option(
            names = "--alternative",
            paramLabel = "MODULE/NAME",
            description = "Measure an alternative next to the reference, such as 02/compare-and-set.")
    private List<String> alternatives = List.of();

    @Option(
            names = "--rebuild",
            paramLabel = "EVENTS",
            defaultValue = "100000",
            description = "How many events the read models are rebuilt from; ${DEFAULT-VALUE} when it is not said.")
    private int rebuild;

    @Option(
            names = "--output",
            paramLabel = "FOLDER",
            description = "Where the JSON and the page go; target/bench when it is not said.")
    private Optional<Path> output = Optional.empty();

    /** Ends with 0, and with 2 when it could not be carried out. */
    public static void main(String[] args) {
        System.exit(execute(args));
    }

    static int execute(String... args) {
        return new CommandLine(new BenchMain())
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    if (!(e instanceof UserException)) {
                        throw e;
                    }
                    System.err.println(e.getMessage());
                    return 2;
                })
                .execute(args);
    }

    @Override
    public Integer call() throws Exception {
        Map<String, Benchmark> benchmarks = chosen();
        Course course = Course.load(WorkbookHome.find());
        Path folder = output.orElse(course.home().resolve("target/bench"));
        Path page = null;
        try (ClassPathBuilder builder =
                        new ClassPathBuilder(course, course.hidden().resolve("build"));
                DurableServer server = new DurableServer(course.home())) {
            Setting setting = new Setting(server, implementations(course, builder), quick);
            for (Map.Entry<String, Benchmark> benchmark : benchmarks.entrySet()) {
                Instant begun = Instant.now();
                List<Contest> contests = new ArrayList<>();
                benchmark.getValue().run(setting, contest -> {
                    contests.add(setting.judged(contest));
                    System.out.println(Table.of(contests.getLast()));
                });
                page = new Results(benchmark.getKey(), begun, Results.thisMachine(), contests).write(folder);
            }
        }
        System.out.println("The plots: " + page);
        return 0;
    }

    private Map<String, Benchmark> chosen() {
        Map<String, Benchmark> all = new LinkedHashMap<>();
        all.put("limits", new LimitsBenchmark());
        all.put("append", new AppendBenchmark());
        all.put("read", new ReadBenchmark());
        all.put("growth", new GrowthBenchmark());
        all.put("projections", new ProjectionsBenchmark(rebuild));
        names.stream().filter(name -> !all.containsKey(name)).findFirst().ifPresent(name -> {
            throw new UserException("There is no benchmark '" + name + "': there are feedback, "
                    + String.join(", ", all.keySet()) + ".");
        });
        all.keySet().removeIf(name -> !names.isEmpty() && !names.contains(name));
        return all;
    }

    private List<Implementation> implementations(Course course, ClassPathBuilder builder) {
        List<Implementation> measured = new ArrayList<>();
        measured.add(Implementation.load("reference", course, builder, module -> Sources.solution(course, module)));
        if (mine) {
            measured.add(mine(course, builder));
        }
        alternatives.forEach(alternative -> measured.add(alternative(course, builder, alternative)));
        return measured;
    }

    /** The learner's code where a module's tests are green, and the reference's for the rest. */
    private static Implementation mine(Course course, ClassPathBuilder builder) {
        Progress progress = Progress.load(course);
        List<Module> passed = course.modules().stream()
                .filter(module ->
                        progress.of(module).passed() && !progress.of(module).red())
                .toList();
        if (passed.isEmpty()) {
            throw new UserException("None of your modules is green yet: ./workbook run 02, and measure it then.");
        }
        System.out.println("Yours: " + passed.stream().map(Module::number).collect(Collectors.joining(", "))
                + "; the reference's for the rest.\n");
        return Implementation.load(
                "yours",
                course,
                builder,
                module ->
                        passed.contains(module) ? Sources.exercise(course, module) : Sources.solution(course, module));
    }

    private static Implementation alternative(Course course, ClassPathBuilder builder, String named) {
        int slash = named.indexOf('/');
        Module changed = course.find(named.substring(0, Math.max(slash, 0)));
        String name = named.substring(slash + 1);
        Alternative alternative = Alternative.of(course, changed).stream()
                .filter(one -> one.slug().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new UserException("Module " + changed.number() + " has no alternative '" + name + "'."));
        return Implementation.load(
                name,
                course,
                builder,
                module -> module.equals(changed)
                        ? Sources.replaced(course, module, alternative.folder())
                        : Sources.solution(course, module));
    }
}
