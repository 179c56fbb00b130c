package workbook.coach.worker;

import java.util.List;

/**
 * Why a test failed.
 *
 * @param kind    what kind of failure it is
 * @param type    the throwable's class
 * @param message its message
 * @param frames  where it came from, the innermost first; only frames of the module's own code
 * @param sql     what PostgreSQL said, or null when it said nothing
 * @param rows    the store's rows as the test left them; empty where there are none
 * @param trace   the whole stack trace, for those who ask
 */
public record Failure(
        Kind kind, String type, String message, List<Frame> frames, SqlError sql, String rows, String trace) {

    /** The kinds of failure, told apart because each is explained in its own way. */
    public enum Kind {
        /** The learner has not written this yet. */
        TODO,
        /** A promise does not hold. */
        ASSERTION,
        /** PostgreSQL refused a statement. */
        SQL,
        /** PostgreSQL refused the module's script. */
        SCRIPT,
        /** It took too long. */
        TIMEOUT,
        /** The JVM ended under it. */
        EXIT,
        /** It printed without end. */
        OUTPUT,
        /** There is no PostgreSQL to run it on. */
        UNAVAILABLE,
        /** An exception that nobody expected. */
        ERROR
    }

    /**
     * A line of code on the way to the failure.
     *
     * @param file the source file's name, such as {@code EventStore.java}
     * @param line from 1
     */
    public record Frame(String type, String method, String file, int line) {}

    /**
     * What PostgreSQL said.
     *
     * @param state  the SQLSTATE
     * @param script the script's file name, when it was a script; else empty
     * @param line   the line in the script, from 1; 0 where there is none
     * @param where  the functions that it was in, as PostgreSQL lists them; empty where there are none
     */
    public record SqlError(String state, String script, int line, String where) {}
}
