package eventstore.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
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
import workbook.testing.EventStoreTest;

@EventStoreTest("01-tables")
@Tag("stretch")
@Tag("task-4")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisplayName("Task 4, for home: what the road asks for")
class Task4StretchTest {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    private static final String EVENT = "insert into events (stream_id, version, event_id, type, data) values ";

    @Test
    @Order(1)
    @DisplayName("whoever does not own the tables may append to a stream and read it")
    void othersAppend(Connection connection) {
        StoreTables tables = new StoreTables(connection);
        givenOneEvent(tables);
        becomeSomebodyElse(connection);

        tables.take("whoever uses the store may begin a stream",
                "insert into streams (stream_id, version) values ('cart-2', 0)");
        tables.take("and append an event to it", EVENT + "('cart-2', 1, gen_random_uuid(), 'Opened', '{}')");
        tables.take("and write the stream's new version",
                "update streams set version = 1 where stream_id = 'cart-2'");

        assertThat(tables.read("whoever appends reads too", "select count(*) from events"))
                .as("the events that others recorded, and their own").isEqualTo("2");
    }

    @Test
    @Order(2)
    @DisplayName("whoever does not own the tables may not change an event, nor delete one")
    void othersChangeNothing(Connection connection) {
        StoreTables tables = new StoreTables(connection);
        givenOneEvent(tables);
        becomeSomebodyElse(connection);

        tables.refuse("what happened has happened: an event is never changed",
                "update events set type = 'Canceled' where stream_id = 'cart-1'");
        tables.refuse("what happened has happened: an event is never deleted",
                "delete from events where stream_id = 'cart-1'");
        tables.refuse("nor are all of them at once", "truncate events");

        tables.take("back to the owner", "reset role");
        assertThat(tables.read("the owner reads", "select type from events"))
                .as("the event is as it was recorded").isEqualTo("Opened");
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

    private static void givenOneEvent(StoreTables tables) {
        tables.streams("cart-1");
        tables.take("the owner may append", EVENT + "('cart-1', 1, gen_random_uuid(), 'Opened', '{}')");
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
