package workbook.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * A step of a session that was begun and may not have ended yet.
 *
 * @param <T> what the step gives
 */
public final class Pending<T> {

    private static final Duration PATIENCE = Duration.ofSeconds(12);

    private final Session session;
    private final Sessions sessions;
    private final CompletableFuture<T> outcome;

    Pending(Session session, Sessions sessions, CompletableFuture<T> outcome) {
        this.session = session;
        this.sessions = sessions;
        this.outcome = outcome;
    }

    /** Asserts that the step waits for another session, as PostgreSQL sees it. */
    public Pending<T> isBlockedBy(Session other) {
        settles();
        assertThat(outcome.isDone())
                .as("session %s should wait for session %s, but it went on: %s", session, other, describe())
                .isFalse();
        assertThat(sessions.blockersOf(session))
                .as("session %s waits, but not for session %s", session, other)
                .contains(other.pid());
        return this;
    }

    /** Waits until the step has ended, or can't go on before another session does. */
    public Pending<T> settles() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!outcome.isDone() && sessions.blockersOf(session).isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("session " + session + " neither ends nor waits for another session");
            }
            LockSupport.parkNanos(Sessions.BETWEEN_LOOKS.toNanos());
        }
        return this;
    }

    /** Whether the step has ended, well or badly. */
    public boolean isDone() {
        return outcome.isDone();
    }

    /** Waits for the step's end. What the step threw is thrown here. */
    public T result() {
        try {
            return outcome.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw Pending.<RuntimeException>asIs(e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("session " + session + " did not end within " + PATIENCE.toSeconds()
                    + " seconds; it waits for the sessions " + sessions.blockersOf(session));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while session " + session + " was at work");
        }
    }

    /** Waits for the step's end and asserts that it threw this. */
    public <X extends Throwable> X failsWith(Class<X> type) {
        Throwable thrown = failure();
        assertThat(thrown)
                .as("session %s should be told with %s, but %s", session, type.getSimpleName(), describe())
                .isInstanceOf(type);
        return type.cast(thrown);
    }

    /** Waits for the step's end. @return what it threw, or null when it ended well */
    public Throwable failure() {
        try {
            result();
            return null;
        } catch (Throwable thrown) {
            return thrown;
        }
    }

    private String describe() {
        if (!outcome.isDone()) {
            List<Integer> blockers = sessions.blockersOf(session);
            return "it is still at work" + (blockers.isEmpty() ? "" : ", waiting for the sessions " + blockers);
        }
        return outcome.isCompletedExceptionally()
                ? "it failed with " + outcome.exceptionNow()
                : "it succeeded with " + outcome.resultNow();
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> X asIs(Throwable thrown) throws X {
        throw (X) thrown;
    }
}
