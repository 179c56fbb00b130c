package workbook.coach.watch;

import java.nio.file.Path;
import java.util.Optional;
import workbook.coach.Explanation;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Module;
import workbook.coach.progress.Progress;
import workbook.coach.run.CancelToken;
import workbook.coach.run.Lane;
import workbook.coach.run.Runner;
import workbook.coach.worker.TestResult;
import workbook.testing.postgres.EmbeddedServer;
import workbook.testing.postgres.PostgresLadder;

/**
 * Runs modules one after the other, in a thread of its own. Whoever asks for a run while another is under way ends that one.
 * Whatever a run throws, the next one is done.
 */
public final class Loop implements AutoCloseable {

    /**
     * A run that was asked for.
     *
     * @param token ends it
     */
    public record Run(Module module, CancelToken token) {}

    /** What becomes of a run; all calls come from the loop's thread. One that was canceled may still be spoken of. */
    public interface Listener {

        /** It begins, or begins anew. */
        void began(Run run);

        /** A test of it ended. */
        void result(Run run, TestResult result);

        /** It ended by itself. */
        void ended(Run run, LearnerRun.Outcome outcome);

        /** The module whose code, the learner's own, turned its first red test red. */
        void culprit(Run run, Module earlier);

        /** Something went on that the learner should know of, in a line. */
        void notice(Run run, String text);

        /** It was not possible; the text says what to do. */
        void failed(Run run, String text);
    }

    private final Path home;
    private final LearnerRun learner;
    private final Runner runner;
    private final Listener listener;
    private final Thread thread;
    private Run wanted;
    private Run underWay;

    /** @param lane how much is asked before a module counts as done */
    public Loop(Course course, Progress progress, Lane lane, Runner runner, Listener listener) {
        this.home = course.home();
        this.learner = new LearnerRun(course, progress, runner, lane);
        this.runner = runner;
        this.listener = listener;
        this.thread = Thread.ofPlatform().daemon().name("loop").start(this::work);
    }

    /** Asks for a run of a module; one that is under way, or waits, is canceled. */
    public synchronized Run run(Module module) {
        cancelAll();
        wanted = new Run(module, new CancelToken());
        notifyAll();
        return wanted;
    }

    private void cancelAll() {
        if (underWay != null) {
            underWay.token().cancel();
        }
        if (wanted != null) {
            wanted.token().cancel();
        }
    }

    private void work() {
        try {
            while (true) {
                once(take());
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    private synchronized Run take() throws InterruptedException {
        while (wanted == null) {
            wait();
        }
        underWay = wanted;
        wanted = null;
        return underWay;
    }

    private void once(Run run) {
        try {
            whole(run);
        } catch (RuntimeException | Error e) {
            listener.failed(
                    run, Explanation.of(e, "./workbook run " + run.module().number() + " --debug"));
        }
    }

    private void whole(Run run) {
        listener.began(run);
        LearnerRun.Outcome outcome = learner.run(run.module(), run.token(), result -> listener.result(run, result));
        boolean again = outcome.verdict().lostServer() && serverIsGone();
        if (again) {
            runner.renewWorkers();
            listener.began(run);
            outcome = learner.run(run.module(), run.token(), result -> listener.result(run, result));
        }
        if (run.token().isCanceled()) {
            return;
        }
        listener.ended(run, outcome);
        if (again) {
            listener.notice(run, "PostgreSQL had gone. It was started again.");
        }
        Optional<Module> culprit = learner.culprit(run.module(), outcome, run.token());
        culprit.ifPresent(earlier -> listener.culprit(run, earlier));
    }

    /** Only a server of this clone is the coach's to start again. */
    private boolean serverIsGone() {
        return !PostgresLadder.setting().startsWith("jdbc:")
                && EmbeddedServer.of(home).running().isEmpty();
    }

    @Override
    public synchronized void close() {
        cancelAll();
        thread.interrupt();
    }
}
