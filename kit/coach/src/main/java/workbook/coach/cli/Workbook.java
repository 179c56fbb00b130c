package workbook.coach.cli;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.TimeZone;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import workbook.coach.Explanation;
import workbook.coach.UserException;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Module;
import workbook.coach.launch.BuiltFrom;
import workbook.coach.progress.Progress;
import workbook.coach.report.ModuleTable;
import workbook.coach.report.Style;
import workbook.testing.postgres.WorkbookHome;

/** The command line of the coach. Exit status: 0 all is well, 1 a test is red, 2 the command could not be carried out. */
@Command(
        name = "./workbook",
        mixinStandardHelpOptions = true,
        version = "workbook 1.0",
        description = "Learn event sourcing by building an event store on PostgreSQL.",
        synopsisSubcommandLabel = "[COMMAND]",
        subcommands = {
            WatchCommand.class,
            RunCommand.class,
            StatusCommand.class,
            ListCommand.class,
            HintCommand.class,
            SolutionCommand.class,
            DiffCommand.class,
            BreakCommand.class,
            SqlCommand.class,
            SkipCommand.class,
            StartAtCommand.class,
            ResetCommand.class,
            FinaleCommand.class,
            DoctorCommand.class,
            StopCommand.class,
            NotebookCommand.class,
            PrefetchCommand.class,
            BenchCommand.class,
            AuthorCommand.class
        })
public final class Workbook implements Callable<Integer> {

    private static final ZoneId ZONE_OF_THE_LEARNER = ZoneId.systemDefault();

    @Option(names = "--debug", description = "Show stack traces.", scope = CommandLine.ScopeType.INHERIT)
    private boolean debug;

    @Mixin
    private FastLane fastLane;

    /**
     * Runs one command line and ends the JVM with its status, or with one that asks the launcher to build the coach. Java knows
     * zones by names that PostgreSQL refuses, such as IST, and the driver tells it the JVM's: so that is UTC, wherever the
     * learner is.
     */
    public static void main(String[] args) {
        TimeZone.setDefault(TimeZone.getTimeZone(ZoneOffset.UTC));
        String home = System.getProperty(WorkbookHome.PROPERTY);
        boolean outdated = home != null && new BuiltFrom(Path.of(home)).isOutdated();
        System.exit(outdated ? BuiltFrom.BUILD : execute(args));
    }

    static int execute(String... args) {
        Workbook workbook = new Workbook();
        CommandLine line = new CommandLine(workbook);
        line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        line.setExecutionExceptionHandler((e, command, parsed) -> workbook.explain(e));
        line.setParameterExceptionHandler((e, arguments) -> {
            System.err.println(Usage.explain(e));
            return 2;
        });
        return line.execute(args);
    }

    /** Without a command: the screen that follows the learner; without a terminal, the first thing to do. */
    @Override
    public Integer call() {
        Course course = course();
        Progress progress = progress(course);
        Module current = fastLane.current(course, progress);
        if (terminal()) {
            return WatchCommand.follow(course, progress, current, fastLane.lane());
        }
        System.out.println(ModuleTable.of(course, progress));
        System.out.println();
        new ShownRun(course, progress, fastLane.lane()).printCard(current);
        return 0;
    }

    static Course course() {
        return Course.load(home());
    }

    /** What the learner's clock shows now. */
    static LocalDateTime now() {
        return LocalDateTime.now(ZONE_OF_THE_LEARNER);
    }

    static Path home() {
        try {
            return WorkbookHome.find();
        } catch (IllegalStateException e) {
            throw new UserException(e.getMessage());
        }
    }

    /** The learner's progress; what is wrong with its file is said. */
    static Progress progress(Course course) {
        Progress progress = Progress.load(course);
        progress.complaint().ifPresent(System.err::println);
        return progress;
    }

    /** Whether a person at a terminal is looking; a test says so. */
    static boolean terminal() {
        String said = System.getProperty("workbook.terminal");
        return said == null ? System.console() != null : Boolean.parseBoolean(said);
    }

    static Style style() {
        return Style.of(terminal(), System.getenv("NO_COLOR"), System.getenv("TERM"));
    }

    private int explain(Exception e) {
        if (debug) {
            e.printStackTrace();
        } else {
            System.err.println(Explanation.of(e, "./workbook --debug ..."));
        }
        return 2;
    }
}
