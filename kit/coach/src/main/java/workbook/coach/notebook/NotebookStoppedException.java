package workbook.coach.notebook;

/** A notebook could not go on. The message has the file, the line and the reason; there is no stack. */
public final class NotebookStoppedException extends RuntimeException {

    NotebookStoppedException(String message) {
        super(message, null, false, false);
    }
}
