package workbook.testing.postgres;

/** No PostgreSQL can be had. The message is one sentence or two: what was tried, and what to do. It has no stack. */
public final class PostgresUnavailableException extends RuntimeException {

    public PostgresUnavailableException(String whatWasTriedAndWhatToDo) {
        super(whatWasTriedAndWhatToDo, null, false, false);
    }
}
