package workbook.coach.watch;

import java.nio.file.Path;
import workbook.coach.curriculum.Module;
import workbook.coach.worker.TestResult;

/** What happens to the screen. Everything that happens is put into one queue, and one thread takes it from there. */
sealed interface Event {

    /** A key was pressed. */
    record Pressed(Key key) implements Event {}

    /** A file of the module was saved. */
    record Saved(Path file) implements Event {}

    /** Something that becomes of a run. What becomes of one that is not the newest is passed over. */
    sealed interface OfRun extends Event {

        Loop.Run run();
    }

    /** A run begins. */
    record Began(Loop.Run run) implements OfRun {}

    /** A test of a run ended. */
    record Tested(Loop.Run run, TestResult result) implements OfRun {}

    /** A run ended by itself. */
    record Ended(Loop.Run run, LearnerRun.Outcome outcome) implements OfRun {}

    /** An earlier module of the learner's makes a run red. */
    record Blamed(Loop.Run run, Module earlier) implements OfRun {}

    /** A run was not possible. */
    record Failed(Loop.Run run, String text) implements OfRun {}

    /** Something that the learner should know of, in a line. */
    record Noticed(String text) implements Event {}

    /** The window has another size, or what is in it was lost. */
    record Resized() implements Event {}

    /** Ctrl-C, or there are no more keys. */
    record Interrupted() implements Event {}
}
