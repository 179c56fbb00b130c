package workbook.coach.author;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import workbook.coach.curriculum.Course;
import workbook.coach.run.Runner;

/** Some runners that work through the parts of a check side by side. */
public final class RunnerPool implements AutoCloseable {

    private static final int MOST = 2;

    private final BlockingQueue<Runner> idle = new LinkedBlockingQueue<>();
    private final ExecutorService threads;

    /** @param output where compiled classes are kept between runs, in a folder a runner */
    public RunnerPool(Course course, Path output) {
        int size = Math.min(MOST, Runtime.getRuntime().availableProcessors());
        for (int i = 1; i <= size; i++) {
            idle.add(Runner.forChecks(course, output.resolve("runner-" + i)));
        }
        this.threads = Executors.newFixedThreadPool(size);
    }

    /** Looks at a part as soon as a runner is free; parts are begun in the order in which they come. */
    public CompletableFuture<List<String>> findings(Part part) {
        return with(part.findings());
    }

    /** Does a piece of work as soon as a runner is free. */
    public <T> CompletableFuture<T> with(Function<Runner, T> work) {
        return CompletableFuture.supplyAsync(
                () -> {
                    Runner runner = idle.remove();
                    try {
                        return work.apply(runner);
                    } finally {
                        idle.add(runner);
                    }
                },
                threads);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        idle.forEach(Runner::close);
    }
}
