package workbook.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.postgresql.PGConnection;

/** One database session with a thread of its own. See {@link Sessions}. */
public final class Session {

    private final String name;
    private final Connection connection;
    private final Sessions sessions;
    private final int pid;
    private final ExecutorService thread;

    Session(String name, Connection connection, Sessions sessions) throws SQLException {
        this.name = name;
        this.connection = connection;
        this.sessions = sessions;
        this.pid = connection.unwrap(PGConnection.class).getBackendPID();
        this.thread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("session-" + name).factory());
    }

    /** Begins a transaction: what follows is one, until {@link #commit} or {@link #rollback}. */
    public void begin() {
        run(c -> {
            c.setAutoCommit(false);
            return null;
        });
    }

    /** Commits the transaction and goes back to autocommit. */
    public void commit() {
        run(c -> {
            c.commit();
            c.setAutoCommit(true);
            return null;
        });
    }

    /** Rolls the transaction back and goes back to autocommit. */
    public void rollback() {
        run(c -> {
            c.rollback();
            c.setAutoCommit(true);
            return null;
        });
    }

    /**
     * Does a step and waits for its end.
     *
     * @return what the step gave; what it threw is thrown here
     */
    public <T> T run(Work<T> step) {
        return start(step).result();
    }

    /** Begins a step and does not wait: it may be about to be blocked. */
    public <T> Pending<T> start(Work<T> step) {
        CompletableFuture<T> outcome = new CompletableFuture<>();
        thread.execute(() -> {
            try {
                outcome.complete(step.on(connection));
            } catch (Throwable failure) {
                outcome.completeExceptionally(failure);
            }
        });
        return new Pending<>(this, sessions, outcome);
    }

    /** The server's process id of this session. */
    public int pid() {
        return pid;
    }

    @Override
    public String toString() {
        return name;
    }

    void close() {
        thread.shutdownNow();
    }
}
