package workbook.coach.watch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import workbook.coach.UserException;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Module;
import workbook.coach.files.Folders;
import workbook.coach.progress.Progress;
import workbook.coach.run.Lane;
import workbook.coach.run.Runner;
import workbook.coach.worker.TestResult;

/**
 * Measures the loop from the moment a file is written: to the first failing test, and to the verdict. It works on a copy of
 * the course, so the learner's files stay as they are.
 */
public final class FeedbackBenchmark implements AutoCloseable {

    private static final int WARM_UP = 5;
    private static final int SAVES = 20;
    private static final int MAVEN_WARM_UP = 1;
    private static final int MAVEN_RUNS = 3;
    private static final String MODULE = "02-appending";
    private static final String JAVA = "src/main/java/eventstore/appending/EventStore.java";
    private static final String SQL = "sql/02-appending.sql";

    /**
     * What was measured of one kind of save.
     *
     * @param what         the kind of save
     * @param toCardMillis the median to the first failing test's card; the verdict where nothing fails
     * @param toEndMillis  the median to the whole verdict
     */
    public record Measured(String what, double toCardMillis, double toEndMillis) {}

    /** A moment of the loop. */
    private record Moment(long nanos, boolean verdict, boolean card) {}

    private final Course course;
    private final Module module;
    private final Runner runner;
    private final Loop loop;
    private final SavedFiles saved;
    private final BlockingQueue<Moment> moments = new LinkedBlockingQueue<>();

    /**
     * @param original the learner's clone
     * @param scratch  an empty folder for the copy
     */
    public FeedbackBenchmark(Course original, Path scratch) {
        for (String part : List.of("exercises", "solutions", "sql", "kit")) {
            Folders.copy(original.home().resolve(part), scratch.resolve(part));
        }
        Folders.copyFile(original.home().resolve("pom.xml"), scratch.resolve("pom.xml"));
        this.course = Course.load(scratch);
        this.module = course.find(MODULE);
        Folders.copyFile(
                course.solution(module).resolve(JAVA), course.exercise(module).resolve(JAVA));
        Folders.copyFile(course.home().resolve(SQL), course.exercise(module).resolve(SQL));
        this.runner = Runner.resident(course, course.hidden().resolve("build"));
        this.loop = new Loop(course, Progress.load(course), Lane.WHOLE, runner, new Clock());
        List<Path> edited =
                module.edit().stream().map(course.exercise(module)::resolve).toList();
        this.saved = new SavedFiles(() -> edited, file -> loop.run(module), text -> {});
    }

    /**
     * Measures every kind of save.
     *
     * @param each told of each as soon as it is measured
     */
    public void run(Consumer<Measured> each) throws InterruptedException {
        loop.run(module);
        awaitVerdict();
        each.accept(measure(
                "a Java save, all green",
                JAVA,
                "return EventRows.list(query);",
                "/* %d */ return EventRows.list(query);"));
        each.accept(measure(
                "a SQL save, all green",
                SQL,
                "recorded := event_time(stream);",
                "recorded := event_time(stream); -- %d"));
        each.accept(measure("a Java save, red", JAVA, "order by version\"", "order by version desc --%d\""));
        each.accept(measure(
                "a Java save that does not compile",
                JAVA,
                "return EventRows.list(query);",
                "retrn EventRows.list(query); // %d"));
    }

    /**
     * Measures what the coach is compared with: the same tests of the same code, with Maven.
     *
     * @param program Maven
     * @return the median, in milliseconds
     */
    public double maven(String program) throws IOException, InterruptedException {
        List<Double> runs = new ArrayList<>();
        for (int i = 0; i < MAVEN_WARM_UP + MAVEN_RUNS; i++) {
            long begun = System.nanoTime();
            int status = new ProcessBuilder(
                            program,
                            "-o",
                            "-q",
                            "test",
                            "-Pexercises",
                            "-pl",
                            "exercises/" + MODULE,
                            "-am",
                            "-Dtest=eventstore/appending/*Test",
                            "-Dsurefire.failIfNoSpecifiedTests=false")
                    .directory(course.home().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new UserException("Maven could not run the tests of " + MODULE + " in " + course.home() + ".");
            }
            if (i >= MAVEN_WARM_UP) {
                runs.add((System.nanoTime() - begun) / 1e6);
            }
        }
        return median(runs);
    }

    private Measured measure(String what, String file, String part, String by) throws InterruptedException {
        Path path = course.exercise(module).resolve(file);
        String text = Folders.read(path);
        List<Double> cards = new ArrayList<>();
        List<Double> ends = new ArrayList<>();
        for (int i = 0; i < WARM_UP + SAVES; i++) {
            TimeUnit.MILLISECONDS.sleep(1500); // the learner types meanwhile, and the coach makes ready
            long begun = System.nanoTime();
            Folders.write(path, text.replace(part, by.formatted(i)));
            long card = 0;
            Moment moment;
            do {
                moment = next();
                card = card == 0 && moment.card() ? moment.nanos() : card;
            } while (!moment.verdict());
            if (i >= WARM_UP) {
                cards.add(((card == 0 ? moment.nanos() : card) - begun) / 1e6);
                ends.add((moment.nanos() - begun) / 1e6);
            }
        }
        Folders.write(path, text);
        awaitVerdict();
        return new Measured(what, median(cards), median(ends));
    }

    private void awaitVerdict() throws InterruptedException {
        while (!next().verdict()) {
            // results come first
        }
    }

    private Moment next() throws InterruptedException {
        Moment moment = moments.poll(60, TimeUnit.SECONDS);
        if (moment == null) {
            throw new UserException("The loop gave no verdict within a minute; ./workbook doctor may say why.");
        }
        return moment;
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
    }

    @Override
    public void close() {
        saved.close();
        loop.close();
        runner.close();
    }

    private final class Clock implements Loop.Listener {

        @Override
        public void began(Loop.Run run) {}

        @Override
        public void result(Loop.Run run, TestResult result) {
            if (!result.passed()) {
                moments.add(new Moment(System.nanoTime(), false, true));
            }
        }

        @Override
        public void ended(Loop.Run run, LearnerRun.Outcome outcome) {
            moments.add(new Moment(System.nanoTime(), true, true));
        }

        @Override
        public void culprit(Loop.Run run, Module earlier) {}

        @Override
        public void notice(Loop.Run run, String text) {}

        @Override
        public void failed(Loop.Run run, String text) {
            throw new UserException(text);
        }
    }
}
