package workbook.coach.watch;

import java.nio.file.Path;
import java.util.Optional;
import workbook.coach.Trouble;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Module;
import workbook.coach.progress.Progress;
import workbook.coach.run.Lane;
import workbook.coach.run.Runner;
import workbook.coach.run.Verdict;
import workbook.coach.worker.TestResult;
import workbook.testing.postgres.EmbeddedServer;
import workbook.testing.postgres.PostgresLadder;

/**
 * Runs the current module again and again: at once when it is opened, and after each save. A save during a run cancels the
 * run and begins another.
 */
public final class Loop implements AutoCloseable {

    /** What happens in the loop; all calls come from one thread, in this order. */
    public interface Listener {

        /** A run begins. */
        void began(Module module);

        /** A test ended. */
        void result(TestResult result);

        /**
         * A run ended by itself.
         *
         * @param buildingOn whose earlier modules it was built on
         */
        void verdict(Module module, Verdict verdict, Optional<String> buildingOn);

        /** The module whose code, the learner's own, turned the verdict's first red test red. */
        void culprit(Module earlier);

        /** Something went on that the learner should know of, in a line. */
        void notice(String text);

        /** A run was not possible; the text says what to do. */
        void trouble(String text);
    }

    private final Path home;
    private final LearnerRun learner;
    private final Runner runner;
    private final Listener listener;
    private final Thread thread;
    private Module wanted;
    private boolean busy;

    /** @param lane how much is asked before a module counts as done */
    public Loop(Course course, Progress progress, Lane lane, Runner runner, Listener listener) {
        this.home = course.home();
        this.learner = new LearnerRun(course, progress, runner, lane);
        this.runner = runner;
        this.listener = listener;
        this.thread = Thread.ofPlatform().daemon().name("loop").start(this::work);
    }

    /** Asks for a run of a module; one that is under way is canceled. */
    public synchronized void run(Module module) {
        wanted = module;
        notifyAll();
        if (busy) {
            learner.cancel();
        }
    }

    private void work() {
        try {
            while (true) {
                once(take());
                done();
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    private synchronized Module take() throws InterruptedException {
        while (wanted == null) {
            wait();
        }
        Module module = wanted;
        wanted = null;
        busy = true;
        return module;
    }

    private synchronized void done() {
        busy = false;
    }

    private void once(Module module) {
        listener.began(module);
        try {
            LearnerRun.Outcome outcome = learner.run(module, listener::result);
            boolean again = outcome.verdict().lostServer() && serverIsGone();
            if (again) {
                runner.renewWorkers();
                listener.began(module);
                outcome = learner.run(module, listener::result);
            }
            if (!runner.isCanceled()) {
                listener.verdict(module, outcome.verdict(), outcome.buildingOn());
                learner.culprit(module, outcome).ifPresent(listener::culprit);
            }
            if (again) {
                listener.notice("PostgreSQL had gone. It was started again.");
            }
        } catch (Trouble e) {
            listener.trouble(e.getMessage());
        }
    }

    /** Only a server of this clone is the coach's to start again. */
    private boolean serverIsGone() {
        return !PostgresLadder.setting().startsWith("jdbc:") && EmbeddedServer.of(home).running().isEmpty();
    }

    @Override
    public void close() {
        learner.cancel();
        thread.interrupt();
    }
}
