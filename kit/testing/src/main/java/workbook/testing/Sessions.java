package workbook.testing;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import workbook.testing.database.TestDatabase;

/**
 * Database sessions that a test steps through a schedule: first this one does that, then the other one waits for it. What
 * a session waits for is asked of PostgreSQL itself ({@code pg_blocking_pids}), so that a race has one outcome, every time.
 *
 * <pre>{@code
 * Session a = sessions.open("A");
 * Session b = sessions.open("B");
 * a.begin();
 * a.run(connection -> store.append(connection, ...));
 * Pending<Long> second = b.start(connection -> store.append(connection, ...));
 * second.isBlockedBy(a);
 * a.commit();
 * second.failsWith(WrongExpectedVersionException.class);
 * }</pre>
 */
public final class Sessions {

    static final Duration BETWEEN_LOOKS = Duration.ofMillis(1);

    private final TestDatabase database;
    private final List<Session> open = new ArrayList<>();

    Sessions(TestDatabase database) {
        this.database = database;
    }

    /**
     * Opens a session, in autocommit.
     *
     * @param name what messages call it, such as {@code A}
     */
    public Session open(String name) {
        try {
            Session session = new Session(name, database.getConnection(), this);
            open.add(session);
            return session;
        } catch (SQLException e) {
            throw new IllegalStateException("session " + name + " can't connect: " + e.getMessage(), e);
        }
    }

    /** Cuts a session's connection as an administrator would, or a network: whatever it does, it ends there. */
    public void kill(Session session) {
        while (!ask("select pid, pg_terminate_backend(pid) from pg_stat_get_activity(?)", session.pid())
                .isEmpty()) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    /** The sessions that a session waits for at this moment, by their process ids. */
    List<Integer> blockersOf(Session session) {
        return ask("select unnest(pg_blocking_pids(?))", session.pid());
    }

    private List<Integer> ask(String query, int pid) {
        try {
            return database.ask(query, pid);
        } catch (SQLException e) {
            throw new IllegalStateException("can't observe the sessions: " + e.getMessage(), e);
        }
    }

    void close() {
        open.forEach(Session::close);
    }
}
