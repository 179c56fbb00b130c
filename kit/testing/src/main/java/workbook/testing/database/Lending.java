package workbook.testing.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.postgresql.PGConnection;

/**
 * The connections of one database, lent to one test after the other: a server's process that has served a test before is
 * ten times quicker than a new one. Who has borrowed gets a handle, which is of no use any more once it was taken back.
 */
final class Lending {

    /** What {@code discard all} does, but for the plans: those cost most to make anew. */
    private static final String AS_NEW = "close all; set session authorization default; reset all; deallocate all; unlisten *;"
            + " select pg_advisory_unlock_all(); discard temp; discard sequences";

    /** Opens a connection. */
    interface Source {
        Connection connect() throws SQLException;
    }

    /** A connection that is lent, and what its borrower holds. */
    private record Lent(Connection connection, Handle handle) {

        int pid() throws SQLException {
            return connection.unwrap(PGConnection.class).getBackendPID();
        }

        /** @return false when it can't be lent again */
        boolean takeBack() {
            try {
                handle.close();
                return !connection.isClosed() && !connection.isReadOnly() && connection.getNetworkTimeout() == 0;
            } catch (SQLException e) {
                return false;
            }
        }
    }

    private final Source source;
    private final Deque<Connection> idle = new ArrayDeque<>();      // the one used most is on top: it is the quickest
    private final List<Connection> used = new ArrayList<>();
    private final List<Lent> lent = new ArrayList<>();

    Lending(Source source) {
        this.source = source;
    }

    synchronized void openAhead(int connections) throws SQLException {
        while (idle.size() < connections) {
            idle.add(source.connect());
        }
    }

    synchronized Connection lend() throws SQLException {
        Connection connection = idle.isEmpty() ? source.connect() : idle.poll();
        Handle handle = new Handle(connection);
        lent.add(new Lent(connection, handle));
        return handle.inBorrowersHands();
    }

    /**
     * Takes all that is lent back.
     *
     * @param atWork process ids of those that are in the middle of something: they are cut
     */
    synchronized void takeBack(Set<Integer> atWork) throws SQLException {
        for (Lent each : lent.reversed()) {
            if (!atWork.contains(each.pid()) && each.takeBack()) {
                idle.push(each.connection());
                used.add(each.connection());
            } else {
                abort(each.connection());
            }
        }
        lent.clear();
    }

    /** Cuts all that is lent, whatever it is doing. */
    synchronized void cut() {
        lent.forEach(each -> abort(each.connection()));
        lent.clear();
    }

    /** Makes what was lent as new: settings, locks, temporary tables, channels. A connection that can't be is closed. */
    synchronized void renew() {
        for (Connection connection : used) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(AS_NEW);
            } catch (SQLException e) {
                idle.remove(connection);
                abort(connection);
            }
        }
        used.clear();
    }

    /** The server's process ids of those that nobody has borrowed. */
    synchronized List<Integer> idle() throws SQLException {
        List<Integer> pids = new ArrayList<>();
        for (Connection connection : idle) {
            pids.add(connection.unwrap(PGConnection.class).getBackendPID());
        }
        return pids;
    }

    /** Closes those that nobody has borrowed. */
    synchronized void closeIdle() {
        idle.forEach(Lending::abort);
        idle.clear();
        used.clear();
    }

    /** Ends a connection at once, whatever it is doing; it may have ended already. */
    static void abort(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // it has gone
        }
    }
}
