package eventstore.given;

/**
 * Marks a spot that the learner has not written yet. A test that runs into it fails with a message that
 * names the module, the task and the file: red, and for the intended reason.
 *
 * <p>An {@code Error}, so that no {@code catch (Exception e)} on the way can swallow it. A function in SQL does
 * the same with {@code raise exception ... using errcode = 'TODO1'}, where the digit is the task.
 */
public final class Todo extends Error {

    /**
     * @param module the module's folder, such as {@code 02-appending}
     * @param task   the task's number in that module's lesson, from 1
     * @param file   the file to edit, from the module's folder on
     * @param what   what to write there, in a few words
     */
    public Todo(String module, int task, String file, String what) {
        super("TODO " + module + ", task " + task + ": " + what + " (in exercises/" + module + "/" + file + ")");
    }
}
