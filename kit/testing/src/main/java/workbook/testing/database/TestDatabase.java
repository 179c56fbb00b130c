package workbook.testing.database;

import java.io.PrintWriter;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;
import workbook.testing.postgres.Postgres;

/**
 * A database for one test at a time, and the data source of its connections. Every connection has limits on how long a
 * statement may run and wait for a lock, so nothing hangs; all of them are taken back when the test is over.
 */
public final class TestDatabase implements DataSource, AutoCloseable {

    private static final String LIMITS =
            "-c statement_timeout=10s -c lock_timeout=4s" + " -c idle_in_transaction_session_timeout=60s";
    private static final String WAITS_FOR_NOBODY = " -c lock_timeout=100ms";
    /** What pg_stat_activity shows, without the names that it looks up. */
    private static final String NOT_IDLE_HERE = " from pg_stat_get_activity(null)"
            + " where datid = (select oid from pg_database where datname = current_database())"
            + " and backend_type = 'client backend' and pid <> pg_backend_pid() and pid <> all(?)";

    private static final String REHEARSAL = "create table rehearsal (id int primary key);"
            + " create function rehearsal() returns int language plpgsql as 'begin return 1; end'; select rehearsal()";
    private static final String END_AND_LOOK = "select array(select case when pg_terminate_backend(pid) then pid end"
            + NOT_IDLE_HERE + " and state = 'active'), ";
    private static final String SINCE = " from (select age(?::xid)) as made (age)";
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(1);

    /** Sessions that were in the middle of something when their test was over, and whether the neighbours are untouched. */
    private record Last(Set<Integer> atWork, boolean unmoved) {}

    private final Postgres postgres;
    private final String name;
    private final Lending lending = new Lending(() -> settings().getConnection());
    private volatile Recipe recipe;
    private volatile CodeUnderTest code = CodeUnderTest.NONE;
    private List<String> faults = List.of();
    private Connection steward; // never lent: it looks after the database before and after each test
    private Catalog made;
    private Optional<String> happenedToNeighbours = Optional.empty();

    TestDatabase(Postgres postgres, String name, Recipe recipe) {
        this.postgres = postgres;
        this.name = name;
        this.recipe = recipe;
    }

    /** The database's name on the server. */
    public String name() {
        return name;
    }

    /** What it is made of. */
    Recipe recipe() {
        return recipe;
    }

    /** The same database, to be finished by a recipe whose own scripts may be others. */
    TestDatabase as(Recipe other) {
        recipe = other;
        return this;
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
    public synchronized void run() throws SQLException {
        if (made == null) {
            run(recipe.own());
            made = Catalog.of(steward());
        }
    }

    synchronized void run(List<Script> scripts) throws SQLException {
        for (Script script : scripts) {
            if (!script.runsOn(steward())) {
                runAlone(script);
            }
        }
        renewSteward();
    }

    /** A script may have left settings behind. */
    private void renewSteward() throws SQLException {
        try (Statement statement = steward().createStatement()) {
            statement.execute("discard all");
        }
    }

    /**
     * Makes the database as it was after its scripts: every connection as new, every row taken away but the neighbours'.
     *
     * @return false when the test has changed more than rows, or a neighbour, or the scripts themselves had left other rows;
     *         then it can't be used again
     */
    synchronized boolean restore() {
        try {
            endStrangers();
            lending.renew();
            Catalog now = Catalog.of(steward());
            if (made == null || !made.begins() || !made.stamp().equals(now.stamp()) || !neighboursAreAsTheyWere()) {
                return false;
            }
            made = now.clear(steward(), made);
            happenedToNeighbours = Optional.empty();
            return !now.alters() || neighboursAreAsTheyWere();
        } catch (SQLException e) {
            return false; // a trigger of the learner's refuses it, or the server is gone
        }
    }

    /** Ends the connections that were not lent from here, and waits until they have gone. */
    private void endStrangers() throws SQLException {
        while (!pids("select pid, pg_terminate_backend(pid)" + NOT_IDLE_HERE).isEmpty()) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    /** The driver sends a script's statements one by one, unless it is told to send the text as it is. */
    private void runAlone(Script script) throws SQLException {
        PGSimpleDataSource source = settings();
        source.setPreferQueryMode(PreferQueryMode.SIMPLE);
        try (Connection connection = source.getConnection()) {
            script.run(connection);
        }
    }

    /** Opens connections before anyone asks for them, until there are so many, and does what is slow the first time. */
    synchronized void openAhead(int connections) throws SQLException {
        lending.openAhead(connections);
        Connection connection = steward();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(REHEARSAL);
            Catalog.of(connection);
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        return lending.lend(code);
    }

    /** Lends a connection with other settings, opened by its borrower: it is watched and taken back like those from here. */
    public Connection lend(Connection opened) throws SQLException {
        return lending.lend(opened, code);
    }

    /** From now on connections are lent to tests of this code, which has to give them back as they came. */
    public void watch(CodeUnderTest tested) {
        code = tested;
    }

    /** What the code under test left behind on the connections of the last test, in sentences; known once it is closed. */
    public synchronized List<String> faults() {
        return faults;
    }

    /** Ends the connections that nobody has borrowed: so the database can be renamed or copied, and costs the server little. */
    public synchronized void disconnect() {
        lending.closeIdle();
        if (steward != null) {
            Lending.abort(steward);
            steward = null;
        }
    }

    synchronized boolean isConnected() {
        return steward != null;
    }

    /**
     * Takes every connection back that was handed out; one that is in the middle of something is cut. From then on
     * {@link #happenedToNeighbours} tells what has happened to those.
     */
    @Override
    public synchronized void close() {
        try {
            Last last = endThoseAtWork();
            List<String> left = lending.takeBack(last.atWork());
            happenedToNeighbours = last.unmoved() ? Optional.empty() : lookAtNeighbours();
            faults = Stream.concat(left.stream(), happenedToNeighbours.stream()).toList();
        } catch (SQLException e) {
            lending.cut(); // the server is gone, or going
        }
    }

    /** What has happened to the neighbours' rows by the end of the test, in a sentence; empty when nothing has. */
    public synchronized Optional<String> happenedToNeighbours() {
        return happenedToNeighbours;
    }

    private Last endThoseAtWork() throws SQLException {
        try {
            return endThoseAtWork(made == null ? "true" : made.unmoved());
        } catch (SQLException e) {
            return endThoseAtWork("false"); // the test has locked one of the tables, or dropped it
        }
    }

    private Last endThoseAtWork(String unmoved) throws SQLException {
        try (PreparedStatement statement = steward().prepareStatement(END_AND_LOOK + unmoved + SINCE)) {
            statement.setArray(1, idle());
            statement.setString(2, made == null ? "0" : made.moment());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                Set<Integer> atWork =
                        new HashSet<>(List.of((Integer[]) row.getArray(1).getArray()));
                return new Last(atWork, row.getBoolean(2));
            }
        }
    }

    private boolean neighboursAreAsTheyWere() throws SQLException {
        try (PreparedStatement statement = steward().prepareStatement("select " + made.unmoved() + SINCE)) {
            statement.setString(1, made.moment());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1) || lookAtNeighbours().isEmpty();
            }
        }
    }

    private Optional<String> lookAtNeighbours() throws SQLException {
        try (Statement statement = steward().createStatement()) {
            return Neighbours.in(statement).whatHappened(statement);
        }
    }

    private Connection steward() throws SQLException {
        if (steward == null) {
            PGSimpleDataSource source = settings();
            source.setOptions(LIMITS + WAITS_FOR_NOBODY);
            steward = source.getConnection();
        }
        return steward;
    }

    private Array idle() throws SQLException {
        return steward().createArrayOf("int", lending.idle().toArray());
    }

    private Set<Integer> pids(String query) throws SQLException {
        return Set.copyOf(ask(query, idle()));
    }

    /**
     * Asks the server something about the sessions, on a connection that takes no part in the test.
     *
     * @param query     one with one parameter, which answers with numbers
     * @param parameter the parameter's value
     */
    public synchronized List<Integer> ask(String query, Object parameter) throws SQLException {
        try (PreparedStatement statement = steward().prepareStatement(query)) {
            statement.setObject(1, parameter);
            List<Integer> answers = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    answers.add(row.getInt(1));
                }
            }
            return answers;
        }
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
    public void setLogWriter(PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

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
