package workbook.testing.database;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * Sees to it that the code under test gives a connection back as it came: autocommit, transaction, settings, statements. It
 * looks when a call of that code begins and when the test goes on, whatever became of the call: success, refusal, error.
 *
 * <p>A look changes nothing. Outside of a transaction, and in a failed one, only the driver is asked.
 */
final class ConnectionWatch {

    /** What outlives a transaction, by name. What a new connection has of it depends on the server. */
    private static final String CONDITION =
            """
            select array['session locks', (select count(*) from pg_locks
                                            where locktype = 'advisory' and pid = pg_backend_pid())::text,
                         'temporary tables', (select count(*) from pg_class
                                               where relnamespace = pg_my_temp_schema() and relkind = 'r')::text,
                         'open cursors', (select count(*) from pg_cursors where is_holdable)::text,
                         'role', current_setting('role')],
                   array(select unnest(array[name, current_setting(name)]) from pg_settings
                          where source = 'session' and setting is distinct from reset_val
                            and name not in ('enable_indexscan', 'enable_indexonlyscan', 'enable_bitmapscan'))
            """; // those three are Heap's

    private static final String WHICH_TRANSACTION = "select transaction_timestamp()";
    private static final Set<String> ENDINGS = Set.of("commit", "rollback");
    private static final Set<String> SETTERS = Set.of("setTransactionIsolation", "setReadOnly", "setSchema");

    /**
     * What outlives a transaction on a connection.
     *
     * @param held     how much is held: locks, tables, cursors; and in which role
     * @param settings those that somebody has set for the session
     */
    record Condition(Map<String, String> held, Map<String, String> settings) {}

    /** A connection when a call of the code under test began. */
    private record Before(boolean autoCommit, boolean readOnly, TransactionState state, String transaction) {}

    private final BaseConnection connection;
    private final CodeUnderTest code;
    private final boolean counted;
    private final boolean taken;
    private final List<Statement> opened = new ArrayList<>();
    private final Set<Savepoint> savepoints = new HashSet<>();
    private Before before; // null while no call is under way
    private boolean ended; // by the driver's methods; in SQL, it is seen by the transaction's being another
    private boolean closedByCode;
    private boolean touched;
    private boolean setByTest;

    /**
     * @param connection about to be lent; when it is lent to the code under test, that may do with it what it wants
     * @param counted    whether somebody counts what goes over it: then nothing is asked in a transaction
     */
    ConnectionWatch(Connection connection, CodeUnderTest code, boolean counted) throws SQLException {
        this.connection = connection.unwrap(BaseConnection.class);
        this.code = code;
        this.counted = counted;
        this.taken = code.caller() == CodeUnderTest.Caller.CODE;
    }

    /** The condition that a connection is in; asked outside of a transaction. */
    static Condition condition(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(CONDITION)) {
            row.next();
            return new Condition(byName((String[]) row.getArray(1).getArray()), byName((String[])
                    row.getArray(2).getArray()));
        }
    }

    private static Map<String, String> byName(String[] namesAndValues) {
        Map<String, String> byName = new TreeMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            byName.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return byName;
    }

    /**
     * Someone is about to use the connection.
     *
     * @param closed whether it was closed before
     * @return whether it is the code under test
     * @throws AssertionError when it is the test, and the code that it has called left something behind
     */
    synchronized boolean use(Method method, boolean closed) throws SQLException {
        CodeUnderTest.Caller caller = code.caller();
        if (caller == CodeUnderTest.Caller.TEST) {
            String fault = end(closed);
            if (!fault.isEmpty()) {
                throw new AssertionError(fault);
            }
            setByTest |= SETTERS.contains(method.getName());
        }
        boolean byCode = caller == CodeUnderTest.Caller.CODE && !taken;
        if (byCode) {
            begin(method);
        }
        return byCode;
    }

    private void begin(Method method) throws SQLException {
        if (before == null && !connection.isClosed()) {
            before = new Before(
                    connection.getAutoCommit(),
                    connection.isReadOnly(),
                    connection.getTransactionState(),
                    transaction());
            touched = true;
        }
        closedByCode |= method.getName().equals("close");
        ended |= before != null
                && !before.autoCommit
                && ENDINGS.contains(method.getName())
                && method.getParameterCount() == 0;
    }

    /** The code under test has made something. */
    synchronized void made(Object result) {
        if (result instanceof Statement statement) {
            opened.add(statement);
        }
        if (result instanceof Savepoint savepoint) {
            savepoints.add(savepoint);
        }
    }

    /** The code under test has released a savepoint, or rolled back to it. */
    synchronized void gone(Savepoint savepoint) {
        savepoints.remove(savepoint);
    }

    /**
     * No call is under way any more.
     *
     * @param closed whether somebody has closed the connection
     * @return what the last one left behind, in a sentence; empty when it is as it came
     */
    synchronized String end(boolean closed) throws SQLException {
        if (before == null) {
            return "";
        }
        Before was = before;
        before = null;
        List<Statement> statements = List.copyOf(opened);
        int piledUp = savepoints.size();
        boolean endedTheirs = ended;
        ended = false;
        opened.clear();
        savepoints.clear();
        if (closedByCode) {
            closedByCode = false;
            return "your code closed the connection, which belongs to its caller";
        }
        return closed || connection.isClosed()
                ? ""
                : fault(was, endedTheirs, statements, piledUp); // a test may have cut it
    }

    private String fault(Before was, boolean ended, List<Statement> statements, int savepoints) throws SQLException {
        if (ended || endedItsCallersTransaction(was)) {
            return "your code ended the transaction of its caller: whoever began it decides whether it commits";
        }
        if (was.autoCommit != connection.getAutoCommit()) {
            return was.autoCommit
                    ? "the connection came with autocommit on, and your code gave it back with autocommit off: what its"
                            + " caller writes next is not committed"
                    : "the connection came with autocommit off, and your code gave it back with autocommit on: that"
                            + " commits whatever its caller had written";
        }
        if (was.autoCommit && was.state == TransactionState.IDLE && connection.getTransactionState() != was.state) {
            return "your code began a transaction and left it open: end it on every way out, on success and after an"
                    + " error";
        }
        if (was.readOnly != connection.isReadOnly()) {
            return "your code gave the connection back " + (was.readOnly ? "writable" : "read-only") + ", and it came "
                    + (was.readOnly ? "read-only" : "writable");
        }
        if (savepoints > 0 && connection.getTransactionState() == TransactionState.OPEN) {
            return "your code set a savepoint and did not release it: in a long transaction they pile up";
        }
        for (Statement statement : statements) {
            if (!statement.isClosed()) {
                return "your code left a statement open on its caller's connection: try-with-resources closes it on"
                        + " every way out";
            }
        }
        return "";
    }

    private boolean endedItsCallersTransaction(Before was) throws SQLException {
        return switch (connection.getTransactionState()) {
            case IDLE -> was.state != TransactionState.IDLE;
            case OPEN ->
                was.state == TransactionState.FAILED
                        || was.state == TransactionState.OPEN && !was.transaction.equals(transaction());
            case FAILED -> false; // an error, and the caller may still roll back
        };
    }

    /**
     * The test is over, and nothing is open any more.
     *
     * @param asNew the {@link #condition} of the connection when it was new
     * @return in which way it is not as it was, in a sentence; empty when it is
     */
    synchronized String changedCondition(Condition asNew) throws SQLException {
        if (!touched || setByTest) {
            return "";
        }
        Condition now = condition(connection);
        for (Map.Entry<String, String> held : now.held().entrySet()) {
            String before = asNew.held().get(held.getKey());
            if (!held.getValue().equals(before)) {
                return "your code gave its caller's connection back with %s: %s; it came with %1$s: %s"
                        .formatted(held.getKey(), held.getValue(), before);
            }
        }
        for (Map.Entry<String, String> setting : now.settings().entrySet()) {
            if (!setting.getValue().equals(asNew.settings().get(setting.getKey()))) {
                return ("your code set %s to '%s' and left it so on its caller's connection, for everybody who uses"
                    + " that next: set it for one transaction, with set local or set_config(.., true), or put it back"
                    + " on every way out")
                        .formatted(setting.getKey(), setting.getValue());
            }
        }
        return "";
    }

    /** Tells one transaction from another; asked only where the answer changes nothing. */
    private String transaction() throws SQLException {
        if (counted || connection.getTransactionState() != TransactionState.OPEN) {
            return "";
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(WHICH_TRANSACTION)) {
            row.next();
            return row.getString(1);
        }
    }
}
