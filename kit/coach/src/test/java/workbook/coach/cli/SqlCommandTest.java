package workbook.coach.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static workbook.coach.FakeResults.assertion;
import static workbook.coach.FakeResults.failed;
import static workbook.coach.FakeResults.on;
import static workbook.coach.FakeResults.passed;
import static workbook.coach.FakeResults.verdict;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.coach.FakeCourse;
import workbook.coach.run.LastDatabase;
import workbook.testing.postgres.Postgres;
import workbook.testing.postgres.PostgresLadder;

class SqlCommandTest {

    private static final String ROWS = "select * from (values (1, 'ab'), (2, null)) as r (version, name)";

    @TempDir
    Path home;

    private FakeCourse fake;

    @BeforeEach
    void fakeCourse() {
        fake = new FakeCourse(home);
    }

    @AfterEach
    void noServer() {
        System.clearProperty(PostgresLadder.PROPERTY);
    }

    @Test
    @DisplayName("without a run there is nothing to look at, and no server is started for it")
    void noStore() {
        Typed typed = Typed.in(home, "sql", "select 1");
        assertThat(typed).isEqualTo(new Typed(2, "", "There is no store to look at: the last run left none. "
                + "./workbook run NN, with a test that fails, makes one.\n"));
        assertThat(home.resolve(".workbook/server.json")).doesNotExist();
    }

    @Test
    @DisplayName("rows are a table; what PostgreSQL refuses is one line with the place; only reading is possible")
    void rows() {
        useTheServerOfThisClone();
        look("postgres");

        assertThat(Typed.in(home, "sql", ROWS).out()).isEqualTo("""
                +---------+------+
                | version | name |
                +---------+------+
                |       1 |   ab |
                |       2 | null |
                +---------+------+
                """);
        assertThat(Typed.in(home, "sql", "select 1 where false").out()).isEqualTo("  (no rows)\n");
        assertThat(Typed.in(home, "sql", "select 1, versoin from " + ROWS.substring(14)).err()).isEqualTo(
                "PostgreSQL refuses (42703) at character 11, 'versoin from (values...': column \"versoin\" does not exist "
                        + "Its hint: Perhaps you meant to reference the column \"r.version\".\n");
        assertThat(Typed.in(home, "sql", "create table t (i int)").err()).isEqualTo(
                "PostgreSQL refuses (25006): cannot execute CREATE TABLE in a read-only transaction\n");
        String id = "6f1f0c1e-0000-4000-8000-000000000000";
        assertThat(Typed.in(home, "sql", "select '" + id + "'::uuid as id").out()).contains("6f1f0c1e").doesNotContain(id);
        assertThat(Typed.in(home, "sql", "--full", "select '" + id + "'::uuid as id").out()).contains(id);
    }

    @Test
    @DisplayName("neighbours are left out as long as they are as they were; when they are not, a line says so")
    void neighbours() throws SQLException {
        String database = "wb_sql_command_" + ProcessHandle.current().pid();
        useTheServerOfThisClone();
        try (Connection server = PostgresLadder.climb().connect()) {
            execute(server, "create database " + database);
            try (Connection store = PostgresLadder.climb().database(database).getConnection()) {
                execute(store, """
                        create table streams (stream_id text, version bigint);
                        insert into streams values ('CART-1', 2), ('cart-10', 3);
                        create schema neighbours;
                        create table neighbours.streams as table streams;
                        insert into streams values ('cart-1', 1);
                        """);
                look(database);
                assertThat(Typed.in(home, "sql", "select * from streams").out()).isEqualTo("""
                        +-----------+---------+
                        | stream_id | version |
                        +-----------+---------+
                        |    cart-1 |       1 |
                        +-----------+---------+
                        """);

                execute(store, "update streams set version = 4 where stream_id = 'CART-1'");
                assertThat(Typed.in(home, "sql", "select * from streams order by version").out()).isEqualTo("""
                        your code changed the stream 'CART-1', which nobody asked it to touch: 1 row changed in streams
                        +-----------+---------+
                        | stream_id | version |
                        +-----------+---------+
                        |    cart-1 |       1 |
                        |    CART-1 |       4 |
                        +-----------+---------+
                        """);
            } finally {
                execute(server, "drop database " + database + " with (force)");
            }
        }
    }

    @Test
    @DisplayName("a database that is gone: one sentence with what makes a new one")
    void gone() {
        useTheServerOfThisClone();
        look("wb_gone");
        assertThat(Typed.in(home, "sql", "select 1").err()).isEqualTo(
                "The last test's database, wb_gone, is gone: ./workbook run makes a new one.\n");
    }

    @Test
    @DisplayName("the database is that of the failing test whose card is shown; a run that left none leaves none")
    void whichDatabase() {
        LastDatabase.note(fake.course(), verdict("00-count", on("wb_1", "", passed("T.a", "a", 1)),
                on("wb_2", "", failed("T.b", "b", 1, assertion())), on("wb_3", "", failed("T.c", "c", 2, assertion()))));
        assertThat(LastDatabase.of(fake.course())).hasValue("wb_2");
        LastDatabase.note(fake.course(), verdict("00-count", on("wb_4", "", passed("T.a", "a", 1)), passed("T.b", "b", 1)));
        assertThat(LastDatabase.of(fake.course())).hasValue("wb_4");
        LastDatabase.note(fake.course(), verdict("00-count", passed("T.a", "a", 1)));
        assertThat(LastDatabase.of(fake.course())).isEmpty();
    }

    private static void useTheServerOfThisClone() {
        Postgres postgres = PostgresLadder.climb();
        String credentials = postgres.user() == null ? ""
                : (postgres.url().contains("?") ? "&" : "?") + "user=" + postgres.user() + "&password=" + postgres.password();
        System.setProperty(PostgresLadder.PROPERTY, postgres.url() + credentials);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void look(String database) {
        LastDatabase.note(fake.course(), verdict("00-count", on(database, "", failed("T.b", "b", 1, assertion()))));
    }
}
