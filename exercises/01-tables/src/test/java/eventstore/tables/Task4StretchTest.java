package eventstore.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.testing.EventStoreTest;
import workbook.testing.TablePromises;

@EventStoreTest("01-tables")
@Tag("stretch")
@Tag("task-4")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisplayName("Task 4, for home: what the road asks for")
class Task4StretchTest {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    @Test
    @Order(1)
    @DisplayName("whoever does not own the tables may append to a stream and read it")
    void othersAppend(Connection connection) {
        StoreTables tables = new StoreTables(connection);
        givenOneEvent(tables);
        becomeSomebodyElse(connection);

        tables.stream("cart-2").with("version", "0").isTaken("whoever uses the store may begin a stream");
        tables.event("cart-2", 1).isTaken("and append an event to it");
        tables.promises().take("and write the stream's new version",
                "update streams set version = 1 where stream_id = 'cart-2'");

        assertThat(tables.promises().read("whoever appends reads too", "select count(*) from events"))
                .as("the events that others recorded, and their own").isEqualTo("2");
    }

    @Test
    @Order(2)
    @DisplayName("whoever does not own the tables may not change an event, nor delete one")
    void othersChangeNothing(Connection connection) {
        StoreTables tables = new StoreTables(connection);
        TablePromises promises = tables.promises();
        givenOneEvent(tables);
        becomeSomebodyElse(connection);

        for (String column : List.of("stream_id", "version", "event_id", "type", "data", "metadata", "recorded_at")) {
            promises.refuse("what happened has happened: nothing of an event is ever changed",
                    "update events set " + column + " = " + column + " where stream_id = 'cart-1'");
        }
        promises.refuse("what happened has happened: an event is never deleted",
                "delete from events where stream_id = 'cart-1'");
        promises.refuse("nor are all of them at once", "truncate events");
        promises.refuse("a stream that has events stays: without its row, nobody knows its version",
                "delete from streams where stream_id = 'cart-1'");
        promises.refuse("nor do all streams go at once, and their events with them", "truncate streams cascade");

        promises.take("back to the owner", "reset role");
        assertThat(promises.read("the owner reads", "select type from events"))
                .as("the event is as it was recorded").isEqualTo("ProductItemAdded");
    }

    @Test
    @Order(3)
    @DisplayName("a script of a thousand statements is as whole as one of two")
    void longScript(Connection connection, DataSource dataSource) throws SQLException {
        String script = IntStream.rangeClosed(1, 1000).mapToObj(n -> "insert into shelf values (" + n + ");\n")
                .collect(Collectors.joining("", "create table shelf (id int);\n", "select no_such_column from shelf;"));

        assertThat(catchThrowable(() -> SchemaScript.run(connection, script)))
                .as("the caller is told of the last statement, which can't work")
                .isInstanceOf(SQLException.class).hasMessageContaining("no_such_column");

        try (Connection other = dataSource.getConnection()) {
            assertThat(Task3ScriptTest.exists(other, "shelf"))
                    .as("the last statement was refused, so the first may leave no table: on its own, the driver sends"
                            + " a long script in several parts, and each part commits").isFalse();
        }
    }

    @Test
    @Order(4)
    @DisplayName("a script that breaks in Java is undone as well")
    void breaksInJava(Connection connection, DataSource dataSource) throws SQLException {
        Connection failing = FailingInJava.after("create table lamp", connection);

        assertThat(catchThrowable(() -> SchemaScript.run(failing, "create table lamp (id int);")))
                .as("the caller is told what broke, be it in the server or in Java")
                .isInstanceOf(IllegalStateException.class);

        assertThat(connection.getAutoCommit()).as("the connection goes back as it came").isTrue();
        try (Connection other = dataSource.getConnection()) {
            assertThat(Task3ScriptTest.exists(other, "lamp"))
                    .as("the caller was told that the script has failed, so nothing of it may be there; turning"
                            + " autocommit on again commits what is open").isFalse();
        }
    }

    @Test
    @Order(5)
    @DisplayName("a script that is refused at its commit leaves nothing, and its caller is told")
    void refusedAtTheCommit(Connection connection, DataSource dataSource) throws SQLException {
        String script = """
                create table lamp (id int primary key);
                create table bulb (lamp int references lamp deferrable initially deferred);
                insert into bulb values (1);
                """;

        assertThat(catchThrowable(() -> SchemaScript.run(connection, script)))
                .as("PostgreSQL asks a deferred constraint at the commit, and there is no such lamp")
                .isInstanceOf(SQLException.class).hasMessageContaining("bulb_lamp_fkey");

        assertThat(connection.getAutoCommit()).as("the connection goes back as it came").isTrue();
        try (Connection other = dataSource.getConnection()) {
            assertThat(Task3ScriptTest.exists(other, "lamp"))
                    .as("the commit was refused, and with it all of the script").isFalse();
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"42P07", "23505", "40001", "57014", "P0001"})
    @Order(6)
    @DisplayName("whatever error a script breaks with, it was run once, and the caller is told of that error")
    void whateverBreaks(String error, Connection connection, DataSource dataSource) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create sequence runs");
        }
        String script = """
                create table lamp (id int);
                select nextval('runs');
                do $$ begin raise exception 'it breaks' using errcode = '%s'; end $$;
                """.formatted(error);

        assertThat(catchThrowable(() -> SchemaScript.run(connection, script)))
                .as("the caller decides what an error means: to a script, all are alike")
                .isInstanceOfSatisfying(SQLException.class,
                        told -> assertThat(told.getSQLState()).as("the error that PostgreSQL gave").isEqualTo(error));

        try (Connection other = dataSource.getConnection();
             Statement statement = other.createStatement();
             ResultSet row = statement.executeQuery("select to_regclass('lamp') is null, last_value from runs")) {
            row.next();
            assertThat(row.getBoolean(1)).as("the script's table is not there").isTrue();
            assertThat(row.getLong(2))
                    .as("how often it was run: a rollback does not undo everything, a sequence goes on").isEqualTo(1);
        }
    }

    @Test
    @Order(7)
    @DisplayName("an event is still there after a crash, and when somebody deletes its stream's row")
    void eventsStay(Connection connection) throws SQLException {
        StoreTables tables = new StoreTables(connection);
        TablePromises promises = tables.promises();
        givenOneEvent(tables);

        promises.survivesACrash("streams", "a stream's version is in the store, whatever happens to the server");
        promises.survivesACrash("events", "what was recorded is in the store, whatever happens to the server");
        try (Statement owner = connection.createStatement()) {
            owner.execute("delete from streams where stream_id = 'cart-1'");
        } catch (SQLException refused) {
            // a foreign key says no, which is as good
        }
        assertThat(promises.read("the events are there", "select count(*) from events"))
                .as("events go only when somebody deletes events, never along with something else").isEqualTo("1");
        promises.take("the owner may delete an event, on the day when an old stream is archived",
                "delete from events where stream_id = 'cart-1'");
    }

    private static void givenOneEvent(StoreTables tables) {
        tables.streams("cart-1");
        tables.event("cart-1", 1).isTaken("the owner may append");
    }

    /** A superuser passes any check, and so does the owner. This role is in every PostgreSQL, and owns nothing. */
    private static void becomeSomebodyElse(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set role pg_monitor");
        } catch (SQLException e) {
            Assumptions.assumeFalse(INSUFFICIENT_PRIVILEGE.equals(e.getSQLState()),
                    "the tests' user on this server may not become another role, so this can't be tried here");
            throw new AssertionError("can't become pg_monitor: " + e.getMessage(), e);
        }
    }
}
