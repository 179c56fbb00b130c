package eventstore.appending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import eventstore.given.WrongExpectedVersionException;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import workbook.testing.Pending;

/** What became of an append. What is still to be written speaks first: a TODO is thrown on as it is. */
final class Outcomes {

    private Outcomes() {
    }

    /** @return what the append threw, or null when it went through */
    static Throwable of(ThrowingCallable append) throws SQLException {
        return orTodo(catchThrowable(append));
    }

    /**
     * The append must be refused with a {@link WrongExpectedVersionException}.
     *
     * @param why what is wrong with the caller's expectation
     */
    static WrongExpectedVersionException refused(ThrowingCallable append, String why) throws SQLException {
        return refused(of(append), why);
    }

    /** The same of an append in a session, once it has ended. */
    static WrongExpectedVersionException refused(Pending<Long> append, String why) throws SQLException {
        return refused(orTodo(append.failure()), why);
    }

    private static WrongExpectedVersionException refused(Throwable thrown, String why) {
        assertThat(thrown).as(why)
                .withFailMessage("the append should be refused with a WrongExpectedVersionException, but it "
                        + (thrown == null ? "went through" : "failed with " + inShort(thrown)))
                .isInstanceOf(WrongExpectedVersionException.class);
        return (WrongExpectedVersionException) thrown;
    }

    /**
     * The append in a session must go through.
     *
     * @param why what makes it right
     * @return the stream's new version, as the append gave it
     */
    static long succeeded(Pending<Long> append, String why) throws SQLException {
        Throwable thrown = orTodo(append.failure());
        assertThat(thrown).as(why)
                .withFailMessage(() -> "the append should go through, but it failed with " + inShort(thrown))
                .isNull();
        return append.result();
    }

    /** What an append answers, in the words of {@link StoreModel}. */
    static String inWords(Callable<Long> append) throws SQLException {
        AtomicLong version = new AtomicLong();
        Throwable thrown = of(() -> version.set(append.call()));
        if (thrown instanceof WrongExpectedVersionException conflict) {
            return "refused: it is at version " + conflict.actual();
        }
        if (thrown instanceof SQLException error && "ES002".equals(error.getSQLState())) {
            return "refused: the batch is empty";
        }
        return thrown == null ? "version " + version.get() : "failed with " + inShort(thrown);
    }

    private static Throwable orTodo(Throwable thrown) throws SQLException {
        if (thrown instanceof Error todo) {
            throw todo;
        }
        if (thrown instanceof SQLException error && String.valueOf(error.getSQLState()).startsWith("TODO")) {
            throw error;
        }
        return thrown;
    }

    /** Without the place in the function, which PostgreSQL adds and which is beside the point here. */
    private static String inShort(Throwable thrown) {
        String state = thrown instanceof SQLException error ? "SQLSTATE " + error.getSQLState() + ", " : "";
        return state + thrown.toString().split("\n  Where: ")[0];
    }
}
