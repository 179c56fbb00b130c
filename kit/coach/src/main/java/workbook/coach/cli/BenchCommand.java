package workbook.coach.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;
import workbook.coach.curriculum.Course;
import workbook.coach.files.Folders;
import workbook.coach.watch.FeedbackBenchmark;
import workbook.testing.postgres.EmbeddedServer;

@Command(name = "bench", description = "Measure the store, or the loop.")
final class BenchCommand implements Callable<Integer> {

    private static final String STORE = "workbook.benchmarks.BenchMain";

    @Spec
    private CommandSpec spec;

    @Unmatched
    private List<String> forTheStore;

    /**
     * The store's benchmarks, in a JVM of their own: this one is made to start quickly and has half a compiler. They
     * understand the rest of the command line.
     */
    @Override
    public Integer call() throws Exception {
        List<String> arguments = spec.root().commandLine().getParseResult().originalArgs();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "--enable-native-access=ALL-UNNAMED",
                "-Dworkbook.home=" + Workbook.home(),
                "-cp",
                System.getProperty("java.class.path"),
                STORE));
        command.addAll(arguments.subList(arguments.indexOf("bench") + 1, arguments.size()));
        Process benchmarks = new ProcessBuilder(command).inheritIO().start();
        Runtime.getRuntime().addShutdownHook(new Thread(benchmarks::destroy));
        return benchmarks.waitFor();
    }

    @Command(
            name = "feedback",
            description = "Measure the time from a save to its verdict.",
            mixinStandardHelpOptions = true)
    int feedback() throws Exception {
        Course course = Workbook.course();
        Path scratch = Files.createTempDirectory("workbook-bench");
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> { // Ctrl-C too leaves nothing behind
                            EmbeddedServer.of(scratch).stop();
                            Folders.delete(scratch);
                        }));
        try (FeedbackBenchmark benchmark = new FeedbackBenchmark(course, scratch)) {
            System.out.printf("%-36s %10s %12s%n", "median of 20 saves, in ms", "to card", "to verdict");
            List<Double> verdicts = new ArrayList<>();
            benchmark.run(measured -> {
                verdicts.add(measured.toEndMillis());
                System.out.printf(
                        "%-36s %10.0f %12.0f%n", measured.what(), measured.toCardMillis(), measured.toEndMillis());
            });
            double maven = benchmark.maven(System.getProperty("workbook.maven", "mvn"));
            System.out.printf(
                    "%-36s %10s %12.0f   %.0f times a Java save%n",
                    "mvn -o -q test, median of 3", "", maven, maven / verdicts.getFirst());
        }
        return 0;
    }
}
