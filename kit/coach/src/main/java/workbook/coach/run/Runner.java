package workbook.coach.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import workbook.coach.build.ClassPathBuilder;
import workbook.coach.build.ClassPathBuilder.Built;
import workbook.coach.build.Source;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Module;
import workbook.coach.worker.Request;
import workbook.coach.worker.TestResult;
import workbook.testing.postgres.PostgresLadder;

/**
 * Builds a module and runs its tests in a worker, one run after the other. A resident one keeps a second worker warm, so
 * that a worker which had to be killed has a successor at once.
 */
public final class Runner implements AutoCloseable {

    /** How long a canceled run may take to end by itself. */
    private static final Duration GRACE = Duration.ofMillis(500);

    private final Course course;
    private final ClassPathBuilder builder;
    private final boolean resident;
    private final boolean keep;
    private Worker worker;
    private Worker successor;
    private long requests;

    private Runner(Course course, Path output, boolean resident, boolean keep) {
        this.course = course;
        this.builder = new ClassPathBuilder(course, output);
        this.resident = resident;
        this.keep = keep;
        this.worker = startWorker(); // it warms up while the first module is compiled
    }

    /**
     * A runner for a few runs.
     *
     * @param output where compiled classes are kept between runs
     */
    public static Runner oneShot(Course course, Path output) {
        return new Runner(course, output, false, true);
    }

    /** A runner for many runs of which nobody will look at a database. */
    public static Runner forChecks(Course course, Path output) {
        return new Runner(course, output, false, false);
    }

    /** A runner that stays, with all that is needed for the next run made ready after each. */
    public static Runner resident(Course course, Path output) {
        return new Runner(course, output, true, true);
    }

    /**
     * Runs one implementation of a module.
     *
     * @param source  the implementation
     * @param earlier implementations of the modules before it, nearest first
     * @param each    told of every result as it comes
     */
    public Verdict run(Module module, Source source, List<Source> earlier, Consumer<TestResult> each) {
        return run(module, source, earlier, new CancelToken(), each);
    }

    /** Runs one implementation of a module on the reference's earlier modules. */
    public Verdict runOnReference(Module module, Source source) {
        return run(module, source, Earlier.of(course, module, own -> false).sources(), result -> {});
    }

    /**
     * Runs one implementation of a module, unless nobody wants it any more.
     *
     * @param token ends it
     * @return the verdict; when it was canceled meanwhile, of what had ended by then
     */
    public Verdict run(
            Module module, Source source, List<Source> earlier, CancelToken token, Consumer<TestResult> each) {
        return run(module, source, earlier, true, token, each);
    }

    /** Runs the gate's tests only. */
    public Verdict runGate(Module module, Source source, List<Source> earlier) {
        return run(module, source, earlier, false, new CancelToken(), result -> {});
    }

    private Verdict run(
            Module module,
            Source source,
            List<Source> earlier,
            boolean stretch,
            CancelToken token,
            Consumer<TestResult> each) {
        Built built = builder.build(module, source, earlier);
        if (!built.errors().isEmpty()) {
            return Verdict.doesNotCompile(module.id(), built.errors());
        }
        List<TestResult> results = new ArrayList<>();
        if (!token.isCanceled()) {
            boolean store = Stream.concat(Stream.of(source), earlier.stream())
                    .anyMatch(one -> !one.scripts().isEmpty());
            Request request = new Request(
                    ++requests,
                    module.id(),
                    built.tests().toString(),
                    built.classPath().stream().map(Path::toString).toList(),
                    stretch,
                    store,
                    resident);
            runInWorker(request, token, result -> {
                results.add(result);
                each.accept(result);
            });
        }
        return new Verdict(module.id(), List.of(), results);
    }

    private void runInWorker(Request request, CancelToken token, Consumer<TestResult> each) {
        if (!worker.isAlive()) {
            succeed();
        }
        Worker asked = worker;
        AtomicBoolean over = new AtomicBoolean();
        token.whenCanceled(() -> end(asked, request, over));
        boolean usable = asked.run(request, token, each);
        over.set(true);
        if (!usable) {
            succeed();
        }
        if (resident && successor == null) {
            successor = startWorker();
        }
    }

    /** Ends a request, soon: by asking, and half a second later by force. */
    private static void end(Worker worker, Request request, AtomicBoolean over) {
        if (over.get()) {
            return;
        }
        CompletableFuture.runAsync(() -> worker.cancel(request)); // it may still be starting
        CompletableFuture.delayedExecutor(GRACE.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> {
                    if (!over.get()) {
                        worker.kill();
                    }
                });
    }

    /** Ends the workers, so that the next run begins with a new one: their PostgreSQL has gone. */
    public void renewWorkers() {
        if (successor != null) {
            successor.kill();
            successor = null;
        }
        succeed();
    }

    private void succeed() {
        worker.kill();
        worker = successor != null && successor.isAlive() ? successor : startWorker();
        successor = null;
    }

    private Worker startWorker() {
        return Worker.start(course.home(), PostgresLadder.setting(), keep);
    }

    @Override
    public void close() {
        worker.close();
        if (successor != null) {
            successor.close();
        }
        builder.close();
    }
}
