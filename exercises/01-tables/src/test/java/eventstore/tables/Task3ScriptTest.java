package eventstore.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.testing.EventStoreTest;

@EventStoreTest("01-tables")
@Tag("task-3")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisplayName("Task 3: run the script")
class Task3ScriptTest {

    private static final String IN_FAILED_TRANSACTION = "25P02";

    private static final String TWO_TABLES = """
            create table shelf (id int);
            create table book (id int);
            """;

    private static final String BREAKS_HALF_WAY = """
            create table lamp (id int);
            insert into lamp values (1);
            create table chair (id no_such_type);
            create table carpet (id int);
            """;

    /** All that a cutter at semicolons, or a driver that looks for parameters, stumbles over. */
    private static final String AS_PEOPLE_WRITE = """
            -- It's a script: don't cut it; it's PostgreSQL's to read.
            create table shelf (name text default E'Bob\\'s; 100% -- ', "it;s" int default 1, tags jsonb default '{}');
            /* a comment; /* and one in it; that's legal */ here as well; */
            create function shelves() returns bigint language plpgsql as $body$
            begin
                insert into shelf default values;
                return (select count(*) from shelf where name <> $$;$$);
            end;
            $body$;
            create view tagged as select * from shelf where tags ? 'new' or tags ?| array['old', 'young'];
            select shelves();
            select nextval('runs');
            ;
            insert into shelf (name) select name || $$;$$ from shelf
            -- no semicolon at the end, isn't that fine?""";

    @Test
    @Order(1)
    @DisplayName("a script takes effect whole, with its functions and its queries, and other connections see it")
    void whole(Connection connection, DataSource dataSource) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create sequence runs");
        }

        try {
            SchemaScript.run(connection, AS_PEOPLE_WRITE);
        } catch (SQLException e) {
            throw new AssertionError("PostgreSQL takes this script as it is, so that is how run has to send it: with"
                    + " its comments, queries and question marks, and not in pieces.\n" + e.getMessage() + "\n\n"
                    + AS_PEOPLE_WRITE, e);
        }

        try (Connection other = dataSource.getConnection()) {
            assertThat(exists(other, "shelf"))
                    .as("on a connection in autocommit, the script is over and committed when run returns")
                    .isTrue();
            String query = """
                    select string_agg(name, ' / ' order by name), shelves(), (select last_value from runs)
                      from shelf""";
            try (Statement statement = other.createStatement(); ResultSet row = statement.executeQuery(query)) {
                assertThat(row.next()).as("the table is there").isTrue();
                assertThat(row.getString(1)).as("the script has called its function once, and then doubled the row")
                        .isEqualTo("Bob's; 100% --  / Bob's; 100% -- ;");
                assertThat(row.getInt(2)).as("the function is there, as it was written").isEqualTo(3);
                assertThat(row.getInt(3)).as("the script was run once").isEqualTo(1);
            }
        }
    }

    @ParameterizedTest(name = "autocommit: {0}")
    @ValueSource(booleans = {true, false})
    @Order(2)
    @DisplayName("a script that breaks half-way leaves nothing, and its caller is told")
    void halfWay(boolean autoCommit, Connection connection, DataSource dataSource) throws SQLException {
        connection.setAutoCommit(autoCommit);

        Throwable told = catchThrowable(() -> SchemaScript.run(connection, BREAKS_HALF_WAY));

        assertThat(told).as("the caller is told what PostgreSQL refused")
                .isInstanceOf(SQLException.class).hasMessageContaining("no_such_type");
        if (!autoCommit) {
            connection.rollback();
        }
        try (Connection other = dataSource.getConnection()) {
            assertThat(exists(other, "lamp"))
                    .as("the script's third statement was refused, so its first may leave no table either")
                    .isFalse();
        }
    }

    @Test
    @Order(3)
    @DisplayName("inside of a transaction the script is part of it: the caller commits or rolls back")
    void partOfTheCallersTransaction(Connection connection, DataSource dataSource) throws SQLException {
        try (Connection other = dataSource.getConnection(); Statement caller = connection.createStatement()) {
            connection.setAutoCommit(false);
            caller.execute("create table callers_own (id int)");

            SchemaScript.run(connection, TWO_TABLES);

            assertThat(exists(other, "callers_own") || exists(other, "shelf"))
                    .as("the transaction is the caller's: before the caller commits, nobody else sees any of it")
                    .isFalse();
            assertThat(exists(connection, "callers_own") && exists(connection, "book"))
                    .as("what the caller did before the script is still there, together with the script")
                    .isTrue();
            connection.rollback();
            assertThat(exists(other, "callers_own") || exists(other, "shelf"))
                    .as("the caller has rolled back, and the script went with the rest")
                    .isFalse();

            SchemaScript.run(connection, TWO_TABLES);
            connection.commit();
            assertThat(exists(other, "shelf") && exists(other, "book"))
                    .as("the caller has committed, and the script with the rest")
                    .isTrue();
        }
    }

    @ParameterizedTest(name = "a connection in autocommit: {0}")
    @ValueSource(booleans = {true, false})
    @Order(4)
    @DisplayName("the connection goes back as it came, after a script that worked and after one that broke")
    void asItCame(boolean autoCommit, Connection connection) throws SQLException {
        connection.setAutoCommit(autoCommit);

        SchemaScript.run(connection, TWO_TABLES);
        assertThat(connection.getAutoCommit()).as("autocommit, after a script that worked").isEqualTo(autoCommit);

        assertThat(catchThrowable(() -> SchemaScript.run(connection, BREAKS_HALF_WAY)))
                .as("a script that breaks").isInstanceOf(SQLException.class);
        assertThat(connection.getAutoCommit()).as("autocommit, after a script that broke").isEqualTo(autoCommit);
        assertThat(refusesToGoOn(connection) || exists(connection, "book"))
                .as("a transaction that the caller began is not ended behind its back: what was done in it before can't"
                        + " be gone while the connection goes on as if nothing had happened")
                .isTrue();
    }

    /** After an error PostgreSQL takes no more statements in a transaction, until it is rolled back. */
    private static boolean refusesToGoOn(Connection connection) {
        try {
            exists(connection, "book");
            return false;
        } catch (SQLException e) {
            return IN_FAILED_TRANSACTION.equals(e.getSQLState());
        }
    }

    static boolean exists(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
             ResultSet row = statement.executeQuery("select to_regclass('" + table + "') is not null")) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
