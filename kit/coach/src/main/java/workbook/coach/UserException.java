package workbook.coach;

/**
 * Something that the person at the keyboard can mend. The message says what was wrong, where, and what to do next; it is
 * shown as it is, without a stack trace, and the exit status is 2.
 */
public final class UserException extends RuntimeException {

    public UserException(String message) {
        super(message);
    }

    public UserException(String message, Throwable cause) {
        super(message, cause);
    }
}
