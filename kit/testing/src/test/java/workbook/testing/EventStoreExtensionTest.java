package workbook.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import workbook.testing.database.ScriptFailedException;
import workbook.testing.database.StoreRows;
import workbook.testing.postgres.PostgresLadder;

@DisplayName("A test that has @EventStoreTest")
class EventStoreExtensionTest {

    private static final Queue<String> DATABASES = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void forget() {
        DATABASES.clear();
    }

    @Test
    @DisplayName("has a database of its own, with the scripts up to its module in it and nothing else")
    void ownDatabase() {
        EngineExecutionResults results = run(selectClass(Separate.class));

        results.testEvents().assertStatistics(s -> s.started(3).succeeded(3).failed(0));
        assertThat(DATABASES).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName(
            "is handed what its parameters ask for, all on its database, and so are nested classes and setup methods")
    void injection() {
        run(selectClass(Injected.class)).testEvents().assertStatistics(s -> s.started(3)
                .succeeded(3));
        assertThat(DATABASES).as("one a test").doesNotHaveDuplicates().hasSize(3);
    }

    @Test
    @DisplayName("has limits on every kind of connection, so that no statement and no lock hangs")
    void limits() {
        run(selectClass(Limits.class)).testEvents().assertStatistics(s -> s.started(1)
                .succeeded(1));
    }

    @Test
    @DisplayName("brings the rows of both tables with its failure, and its database stays to be looked at")
    void rows() throws SQLException {
        Throwable failure = failureOf(run(selectMethod(Failing.class, "twoEvents", Connection.class)));

        assertThat(failure).hasMessageContaining("not as it should be");
        StoreRows rows = rowsOf(failure);
        assertThat(rows.getStackTrace()).isEmpty();
        assertThat(rows.toString())
                .isEqualTo(
                        """
                the store as this test left it (database %s):
                cart-1  [1 Opened][2 Added]
                streams
                +-----------+---------+
                | stream_id | version |
                +-----------+---------+
                |    cart-1 |       2 |
                +-----------+---------+
                events
                +-----------+---------+--------+
                | stream_id | version | type   |
                +-----------+---------+--------+
                |    cart-1 |       1 | Opened |
                |    cart-1 |       2 |  Added |
                +-----------+---------+--------+"""
                                .formatted(rows.database()));
        assertThat(exists(rows.database()))
                .as("the database %s", rows.database())
                .isTrue();
    }

    @Test
    @DisplayName("brings the rows of read models too, after those of the store")
    void rowsOfReadModels() {
        assertThat(rowsOf(failureOf(run(selectMethod(Failing.class, "readModel", Connection.class))))
                        .toString())
                .contains("events\n  (no rows)\ncarts\n")
                .endsWith(
                        """
                        | cart_id | quantity |
                        +---------+----------+
                        |  cart-1 |        3 |
                        +---------+----------+""");
    }

    @Test
    @DisplayName("brings 20 rows of a table at most, and says that there are more")
    void manyRows() {
        String rows = rowsOf(failureOf(run(selectMethod(Failing.class, "manyEvents", Connection.class))))
                .toString();

        assertThat(rows.lines().filter(line -> line.contains(" cart-1 |")))
                .as("one of streams and %d of events", StoreRows.MOST)
                .hasSize(StoreRows.MOST + 1);
        assertThat(rows)
                .contains("|      20 |")
                .doesNotContain("|      21 | Added")
                .endsWith("(and more)");
    }

    @Test
    @DisplayName("that fails with an empty store, or with a table dropped, says so instead")
    void noRows() {
        assertThat(rowsOf(failureOf(run(selectMethod(Failing.class, "nothing", Connection.class))))
                        .toString())
                .contains("streams\n  (no rows)", "events\n  (no rows)");
        assertThat(rowsOf(failureOf(run(selectMethod(Failing.class, "dropped", Connection.class))))
                        .toString())
                .contains("events: relation \"events\" does not exist")
                .contains("streams\n  (no rows)");
    }

    @Test
    @DisplayName(
            "that fails while another session holds the table brings the rows all the same: its sessions end first")
    void lockedRows() {
        assertThat(rowsOf(failureOf(run(selectMethod(Failing.class, "locked", Sessions.class))))
                        .toString())
                .contains("streams\n  (no rows)");
    }

    @Test
    @DisplayName("leaves its database until its module's next run, not longer")
    void nextRun() throws Exception {
        String before = rowsOf(failureOf(run(selectMethod(Failing.class, "nothing", Connection.class))))
                .database();
        assertThat(exists(before)).isTrue();

        run(selectMethod(Failing.class, "nothing", Connection.class));

        Eventually.holds(before + " is gone", () -> !exists(before));
    }

    @Test
    @DisplayName("that is green leaves its database to another test, but for the last one")
    void greenOnes() throws Exception {
        run(selectClass(Separate.class)).testEvents().assertStatistics(s -> s.succeeded(3));

        assertThat(exists(List.copyOf(DATABASES).getLast()))
                .as("the last one can be looked at")
                .isTrue();
        Eventually.holds("a test is given a database that another has left", () -> {
            run(selectClass(Separate.class));
            return Set.copyOf(DATABASES).size() < DATABASES.size();
        });
    }

    @Test
    @DisplayName(
            "that finds nothing wrong fails when a neighbour was changed: what happened, and its row before all others")
    void neighbourChanged() throws SQLException {
        Throwable failure = failureOf(run(selectMethod(Neighbourly.class, "changesOne", Connection.class)));

        String sentence =
                "your code changed the stream 'CART-1', which nobody asked it to touch: 1 row changed in streams";
        assertThat(failure).isInstanceOf(AssertionError.class).hasMessage(sentence);
        assertThat(rowsOf(failure).toString())
                .startsWith(
                        """
                the store as this test left it (database %s):
                %s
                streams
                +-----------+---------+
                | stream_id | version |
                +-----------+---------+
                |    CART-1 |       9 |
                |    Aaaaaa |       1 |
                +-----------+---------+
                events
                  (no rows)
                """
                                .formatted(rowsOf(failure).database(), sentence));
        assertThat(exists(rowsOf(failure).database()))
                .as("its database can be looked at")
                .isTrue();
    }

    @Test
    @DisplayName("that fails anyway brings a neighbour's changed row too, and none of a neighbour that is as it was")
    void neighboursOfAFailingTest() {
        assertThat(rowsOf(failureOf(run(selectMethod(Neighbourly.class, "changesOneAndFails", Connection.class))))
                        .toString())
                .contains("your code changed the cart 'cart-10', which nobody asked it to touch: 1 row deleted from"
                        + " carts");
        assertThat(rowsOf(failureOf(run(selectMethod(Neighbourly.class, "fails", Connection.class))))
                        .toString())
                .contains(" cart-1 |")
                .doesNotContain("your code changed", "CART-1", "cart-10");
    }

    @Test
    @DisplayName("that is green leaves its database to another test, with the neighbours in it")
    void greenOnesWithNeighbours() throws Exception {
        Eventually.holds("a test is given a database that another has left", () -> {
            run(selectClass(WithNeighbours.class)).testEvents().assertStatistics(s -> s.succeeded(3));
            return Set.copyOf(DATABASES).size() < DATABASES.size();
        });
    }

    @Test
    @DisplayName("that is aborted by an assumption has not failed: no rows, no database kept for it")
    void aborted() {
        EngineExecutionResults results = run(selectClass(Aborted.class));

        results.testEvents().assertStatistics(s -> s.aborted(1).failed(0));
    }

    @Test
    @DisplayName("has its connections taken back when it is over, also those that it forgot")
    void connectionsTakenBack() throws Exception {
        run(selectClass(Forgetful.class)).testEvents().assertStatistics(s -> s.succeeded(1));

        String database = DATABASES.element();
        Eventually.holds(
                "nobody is in a transaction in " + database,
                () -> server(
                                "select count(*) from pg_stat_activity"
                                        + " where datname = ? and backend_type = 'client backend' and state <> 'idle'",
                                database)
                        == 0);
    }

    @Test
    @DisplayName("fails with the script's file and line when its module's own script is refused, each test of it")
    void brokenScript() {
        EngineExecutionResults results = run(selectClass(Broken.class));

        results.testEvents().assertStatistics(s -> s.started(2).failed(2));
        assertThat(failures(results)).allSatisfy(failure -> assertThat(failure)
                .isInstanceOf(ScriptFailedException.class)
                .hasMessage("sql/99-broken.sql:5: type \"nonsense\" does not exist\n  id nonsense"));
    }

    @Test
    @DisplayName("runs beside others at the same time")
    void parallel() throws Exception {
        EngineExecutionResults results = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(Crowd.class), selectClass(Separate.class), selectClass(Failing.class))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "6")
                .execute();

        results.testEvents().assertStatistics(s -> s.succeeded(15).failed(6));
        assertThat(DATABASES).hasSize(15);
        List<Throwable> failures = failures(results);
        assertThat(failures)
                .hasSize(6)
                .allSatisfy(failure -> assertThat(rowsOf(failure).database()).isNotBlank());
        assertThat(failures.stream().map(failure -> rowsOf(failure).database())).doesNotHaveDuplicates();
    }

    private static EngineExecutionResults run(DiscoverySelector... tests) {
        return EngineTestKit.engine("junit-jupiter").selectors(tests).execute();
    }

    private static Throwable failureOf(EngineExecutionResults results) {
        List<Throwable> failures = failures(results);
        assertThat(failures).hasSize(1);
        return failures.getFirst();
    }

    private static List<Throwable> failures(EngineExecutionResults results) {
        return results.testEvents().failed().stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                .map(result -> result.getThrowable().orElseThrow())
                .toList();
    }

    private static StoreRows rowsOf(Throwable failure) {
        return Arrays.stream(failure.getSuppressed())
                .filter(StoreRows.class::isInstance)
                .map(StoreRows.class::cast)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no rows came with", failure));
    }

    private static boolean exists(String database) throws SQLException {
        return server("select count(*) from pg_database where datname = ?", database) == 1;
    }

    private static long server(String query, String database) throws SQLException {
        try (Connection connection = PostgresLadder.climb().connect();
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, database);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static String note(Connection connection) throws SQLException {
        String name = connection.getCatalog();
        DATABASES.add(name);
        return name;
    }

    private static void insert(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String answer(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    @EventStoreTest("90-cart")
    static class Separate {

        @RepeatedTest(3)
        void startsEmpty(Connection connection) throws SQLException {
            note(connection);
            assertThat(answer(connection, "select count(*) from streams")).isEqualTo("0");
            assertThat(answer(connection, "select to_regclass('before_the_error') is null"))
                    .as("a later module's script was not run")
                    .isEqualTo("t");
            insert(connection, "insert into streams values ('cart-1', 0)");
        }
    }

    @EventStoreTest("91-shop")
    static class WithNeighbours {

        @RepeatedTest(3)
        void findsThem(Connection connection) throws SQLException {
            note(connection);
            assertThat(answer(
                            connection,
                            "select string_agg(stream_id || ' ' || version, ', ' order by version) from streams"))
                    .isEqualTo("CART-1 2, cart-10 3");
            insert(connection, "insert into streams values ('cart-1', 0)");
        }
    }

    @EventStoreTest("91-shop")
    static class Neighbourly {

        @Test
        void changesOne(Connection connection) throws SQLException {
            insert(connection, "insert into streams values ('Aaaaaa', 1)");
            insert(connection, "update streams set version = 9 where stream_id = 'CART-1'");
        }

        @Test
        void changesOneAndFails(Connection connection) throws SQLException {
            insert(connection, "delete from carts where cart_id = 'cart-10'");
            Assertions.fail("not as it should be");
        }

        @Test
        void fails(Connection connection) throws SQLException {
            insert(connection, "insert into streams values ('cart-1', 0); insert into carts values ('cart-1', 1)");
            Assertions.fail("not as it should be");
        }
    }

    @EventStoreTest("90-cart")
    static class Injected {

        private String noted;

        @BeforeEach
        void setUp(Connection connection) throws SQLException {
            noted = note(connection);
        }

        @Test
        void all(DataSource source, Connection connection, Sessions sessions, Wire wire) throws Exception {
            Session session = sessions.open("A");
            try (Connection own = source.getConnection()) {
                List<String> databases = List.of(
                        own.getCatalog(),
                        connection.getCatalog(),
                        session.run(Connection::getCatalog),
                        wire.connection().getCatalog());
                assertThat(databases).containsOnly(noted);
                assertThat(Stream.of(own, connection, wire.connection()).distinct())
                        .hasSize(3);
            }
        }

        @Test
        void none() {
            assertThat(noted).isNotBlank();
        }

        @Nested
        class Inside {

            @Test
            void nested(Connection connection) throws SQLException {
                assertThat(connection.getCatalog()).isEqualTo(noted);
            }
        }
    }

    @EventStoreTest("90-cart")
    static class Limits {

        @Test
        void everyConnection(DataSource source, Connection connection, Sessions sessions, Wire wire) throws Exception {
            Session session = sessions.open("A");
            for (Connection each :
                    List.of(connection, wire.connection(), session.run(c -> c), source.getConnection())) {
                assertThat(answer(each, "show statement_timeout")).isEqualTo("10s");
                assertThat(answer(each, "show lock_timeout")).isEqualTo("4s");
                assertThat(answer(each, "show idle_in_transaction_session_timeout"))
                        .isEqualTo("1min");
            }
        }
    }

    @EventStoreTest("90-cart")
    static class Failing {

        @Test
        void twoEvents(Connection connection) throws SQLException {
            insert(connection, "insert into streams values ('cart-1', 2)");
            insert(connection, "insert into events values ('cart-1', 2, 'Added'), ('cart-1', 1, 'Opened')");
            Assertions.fail("not as it should be");
        }

        @Test
        void manyEvents(Connection connection) throws SQLException {
            insert(connection, "insert into streams values ('cart-1', 21)");
            insert(connection, "insert into events select 'cart-1', n, 'Added' from generate_series(1, 21) n");
            Assertions.fail("not as it should be");
        }

        @Test
        void nothing(Connection connection) {
            Assertions.fail("not as it should be");
        }

        @Test
        void readModel(Connection connection) throws SQLException {
            insert(connection, "create table carts (cart_id text primary key, quantity bigint)");
            insert(connection, "insert into carts values ('cart-1', 3)");
            Assertions.fail("not as it should be");
        }

        @Test
        void dropped(Connection connection) throws SQLException {
            insert(connection, "drop table events");
            Assertions.fail("not as it should be");
        }

        @Test
        void locked(Sessions sessions) {
            Session a = sessions.open("A");
            a.begin();
            a.run(connection -> {
                insert(connection, "lock table streams");
                return null;
            });
            Assertions.fail("not as it should be");
        }
    }

    @EventStoreTest("90-cart")
    static class Aborted {

        @Test
        void aborted(Connection connection) {
            Assumptions.abort("not today");
        }
    }

    @EventStoreTest("90-cart")
    static class Forgetful {

        @Test
        void opensAndForgets(DataSource source) throws SQLException {
            note(source.getConnection());
            source.getConnection().setAutoCommit(false);
            insert(source.getConnection(), "select 1");
        }
    }

    @EventStoreTest("99-broken")
    static class Broken {

        @Test
        void one(Connection connection) {}

        @Test
        void another(Connection connection) {}
    }

    @EventStoreTest("90-cart")
    static class Crowd {

        @RepeatedTest(12)
        void schedule(Connection connection, Sessions sessions) throws SQLException {
            note(connection);
            Session a = sessions.open("A");
            Session b = sessions.open("B");
            a.begin();
            a.run(c -> change(c, "insert into streams values ('cart-1', 1)"));
            Pending<Integer> second =
                    b.start(c -> change(c, "insert into streams values ('cart-1', 1) on conflict do nothing"));
            second.isBlockedBy(a);
            a.commit();
            assertThat(second.result()).isZero();
        }

        private static int change(Connection connection, String sql) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                return statement.executeUpdate(sql);
            }
        }
    }
}
