package workbook.testing.database;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;
import workbook.testing.postgres.Postgres;

/**
 * A database for one test, and the data source of its connections. Every connection has limits on how long a statement
 * may run and wait for a lock, so nothing hangs; all of them are cut when the test is over.
 */
public final class TestDatabase implements DataSource, AutoCloseable {

    private static final String LIMITS = "-c statement_timeout=10s -c lock_timeout=8s"
            + " -c idle_in_transaction_session_timeout=60s";

    private final Postgres postgres;
    private final String name;
    private final Deque<Connection> openedAhead = new ArrayDeque<>();
    private final ConcurrentLinkedQueue<Connection> opened = new ConcurrentLinkedQueue<>();
    private Catalog made;

    TestDatabase(Postgres postgres, String name) {
        this.postgres = postgres;
        this.name = name;
    }

    /** The database's name on the server. */
    public String name() {
        return name;
    }

    /** The server that it lies on. */
    public Postgres postgres() {
        return postgres;
    }

    /** A driver's data source with the limits set, for those who need other settings as well. */
    public PGSimpleDataSource settings() {
        PGSimpleDataSource source = postgres.database(name);
        source.setOptions(LIMITS);
        return source;
    }

    /**
     * Runs the module's own scripts in order, each whole or not at all, unless they were run here before.
     *
     * @throws ScriptFailedException when the server refuses a statement, with the line of the file
     */
    public void run(List<Script> scripts) throws SQLException {
        if (made != null) {
            return;
        }
        Connection connection = getConnection();
        for (Script script : scripts) {
            if (!script.runsOn(connection)) {
                runAlone(script);
            }
        }
        made = Catalog.of(connection);
        handBack(connection);
    }

    /**
     * Makes the database as it was after its scripts: every other connection is ended, every row taken away.
     *
     * @return false when the test has changed more than rows, or the scripts themselves had left some; then it can't be used
     *         again
     */
    boolean restore() {
        try {
            Connection connection = getConnection();
            endOthers(connection);
            Catalog now = Catalog.of(connection);
            if (made == null || !made.empty() || !made.stamp().equals(now.stamp())) {
                return false;
            }
            now.clear(connection);
            made = Catalog.of(connection);
            handBack(connection);
            return made.empty();
        } catch (SQLException e) {
            return false;           // a trigger of the learner's refuses it, or the server is gone
        }
    }

    private void endOthers(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_terminate_backend(pid, 5000) from pg_stat_activity"
                    + " where datname = current_database() and pid <> pg_backend_pid()");
        }
        openedAhead.clear();
    }

    /** The driver sends a script's statements one by one, unless it is told to send the text as it is. */
    private void runAlone(Script script) throws SQLException {
        PGSimpleDataSource source = settings();
        source.setPreferQueryMode(PreferQueryMode.SIMPLE);
        try (Connection connection = source.getConnection()) {
            script.run(connection);
        }
    }

    private synchronized void handBack(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("discard all");
        }
        opened.remove(connection);
        openedAhead.addFirst(connection);
    }

    /** Opens connections before anyone asks for them, until there are so many. */
    synchronized void openAhead(int connections) throws SQLException {
        while (openedAhead.size() < connections) {
            openedAhead.add(settings().getConnection());
        }
    }

    @Override
    public synchronized Connection getConnection() throws SQLException {
        Connection connection = openedAhead.isEmpty() ? settings().getConnection() : openedAhead.poll();
        opened.add(connection);
        return connection;
    }

    /** Ends the connections that were opened ahead, so that the database can be renamed or copied. */
    void disconnect() throws SQLException {
        for (Connection connection : openedAhead) {
            connection.close();
        }
        openedAhead.clear();
    }

    /** Cuts every connection that was handed out, whatever it is doing. */
    @Override
    public void close() throws SQLException {
        for (Connection connection : opened) {
            connection.abort(Runnable::run);
        }
        opened.clear();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("a test's connections all belong to one user: call getConnection()");
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {
    }

    @Override
    public void setLoginTimeout(int seconds) {
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (!isWrapperFor(type)) {
            throw new SQLException("a test's data source is no " + type.getName());
        }
        return type.cast(this);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }
}
