package workbook.coach.author;

import workbook.coach.UserException;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Module;
import workbook.coach.curriculum.StubHashes;
import workbook.coach.run.Runner;

/** Writes down what is found as what is expected: the stubs' hashes, what becomes of the mistakes, the notebooks' output. */
public final class Recorder {

    private final Course course;
    private final Runner runner;

    /** @param runner runs the tests; the caller closes it */
    public Recorder(Course course, Runner runner) {
        this.course = course;
        this.runner = runner;
    }

    /** Records the stubs of all modules as they are. */
    public void stubs() {
        StubHashes.record(course);
    }

    /**
     * Runs a module's stub and its mistakes, and puts on record what becomes of them.
     *
     * @throws UserException when a mistake can't be read, or no longer applies
     */
    public void outcomes(Module module) {
        new OutcomeRecorder(course, module, runner).record();
    }

    /** Runs a module's notebook and writes what it prints into {@code notebooks/expected}. */
    public static void notebook(Course course, Module module) {
        new NotebookCheck(course, module).record();
    }
}
