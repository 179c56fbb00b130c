package eventstore.given;

/**
 * Marks a spot that the learner has not written yet. A test that runs into it fails with a message that names the task, the file
 * and the line: red, and for the intended reason.
 *
 * <p>An {@code Error}, so that no {@code catch (Exception e)} on the way can swallow it. A function in SQL does
 * the same with {@code raise exception ... using errcode = 'TODO1'}, where the digit is the task.
 */
public final class Todo extends Error {

    /**
     * @param task the task's number in the module's lesson, from 1
     * @param what what to write there, in a few words
     */
    public Todo(int task, String what) {
        super("TODO task " + task + ": " + what);
    }

    /** The form of the first stubs, which a half-written file may still hold. */
    public Todo(String module, int task, String file, String what) {
        this(task, what);
    }

    /** What to write, and where. */
    @Override
    public String getMessage() {
        StackTraceElement here = getStackTrace()[0];
        return super.getMessage() + " (" + here.getFileName() + ":" + here.getLineNumber() + ")";
    }
}
