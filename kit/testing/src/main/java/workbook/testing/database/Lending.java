package workbook.testing.database;

import java.sql.Connection;
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
    private static final String AS_NEW =
            "close all; set session authorization default; reset all; deallocate all; unlisten *;"
                    + " select pg_advisory_unlock_all(); discard temp; discard sequences";

    /** Opens a connection. */
    interface Source {
        Connection connect() throws SQLException;
    }

    /**
     * A connection.
     *
     * @param pid   the server's process that serves it: a closed one can't be asked
     * @param asNew its condition when it was new
     * @param guest whether somebody else has opened it: then it is lent once
     */
    private record Open(Connection connection, int pid, ConnectionWatch.Condition asNew, boolean guest) {

        static Open of(Connection connection, boolean guest) throws SQLException {
            return new Open(
                    connection,
                    connection.unwrap(PGConnection.class).getBackendPID(),
                    ConnectionWatch.condition(connection),
                    guest);
        }
    }

    /** A connection that is lent, and what its borrower holds. */
    private record Lent(Open open, Handle handle, ConnectionWatch watch) {

        /** @return false when it can't be lent again */
        boolean takeBack(List<String> faults) {
            Connection connection = open.connection();
            try {
                faults.add(handle.fault());
                handle.close();
                if (connection.isClosed()) {
                    return false;
                }
                faults.add(watch.changedCondition(open.asNew()));
                return !open.guest() && !connection.isReadOnly() && connection.getNetworkTimeout() == 0;
            } catch (SQLException e) {
                return false;
            }
        }
    }

    private final Source source;
    private final Deque<Open> idle = new ArrayDeque<>(); // the one used most is on top: it is the quickest
    private final List<Open> used = new ArrayList<>();
    private final List<Lent> lent = new ArrayList<>();

    Lending(Source source) {
        this.source = source;
    }

    synchronized void openAhead(int connections) throws SQLException {
        while (idle.size() < connections) {
            idle.add(Open.of(source.connect(), false));
        }
    }

    /** @param code who is watched: it has to give the connection back as it came */
    synchronized Connection lend(CodeUnderTest code) throws SQLException {
        return lend(idle.isEmpty() ? Open.of(source.connect(), false) : idle.poll(), code);
    }

    /** Lends a connection that was opened elsewhere, with settings of its own. */
    synchronized Connection lend(Connection opened, CodeUnderTest code) throws SQLException {
        return lend(Open.of(opened, true), code);
    }

    private Connection lend(Open open, CodeUnderTest code) throws SQLException {
        ConnectionWatch watch = new ConnectionWatch(open.connection(), code, open.guest());
        Handle handle = new Handle(open.connection(), watch);
        lent.add(new Lent(open, handle, watch));
        return handle.inBorrowersHands();
    }

    /**
     * Takes all that is lent back.
     *
     * @param atWork process ids of those that are in the middle of something: they are cut
     * @return what the code under test left behind on them, in sentences
     */
    synchronized List<String> takeBack(Set<Integer> atWork) {
        List<String> faults = new ArrayList<>();
        for (Lent each : lent.reversed()) {
            if (!atWork.contains(each.open().pid()) && each.takeBack(faults)) {
                idle.push(each.open());
                used.add(each.open());
            } else {
                abort(each.open().connection());
            }
        }
        lent.clear();
        return faults.stream().filter(fault -> !fault.isEmpty()).toList();
    }

    /** Cuts all that is lent, whatever it is doing. */
    synchronized void cut() {
        lent.forEach(each -> abort(each.open().connection()));
        lent.clear();
    }

    /** Makes what was lent as new: settings, locks, temporary tables, channels. A connection that can't be is closed. */
    synchronized void renew() {
        for (Open open : used) {
            try (Statement statement = open.connection().createStatement()) {
                statement.execute(AS_NEW);
            } catch (SQLException e) {
                idle.remove(open);
                abort(open.connection());
            }
        }
        used.clear();
    }

    /** The server's process ids of those that nobody has borrowed. */
    synchronized List<Integer> idle() {
        return idle.stream().map(Open::pid).toList();
    }

    /** Closes those that nobody has borrowed. */
    synchronized void closeIdle() {
        idle.forEach(open -> abort(open.connection()));
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
