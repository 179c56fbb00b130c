package workbook.coach.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static workbook.coach.FakeResults.assertion;
import static workbook.coach.FakeResults.failed;
import static workbook.coach.FakeResults.on;
import static workbook.coach.FakeResults.passed;
import static workbook.coach.FakeResults.verdict;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
        assertThat(typed)
                .isEqualTo(new Typed(
                        2,
                        "",
                        "There is no store to look at: the last run left none. "
                                + "./workbook run NN, with a test that fails, makes one.\n"));
        assertThat(home.resolve(".workbook/server.json")).doesNotExist();
    }

    @Test
    @DisplayName("rows are a table; what PostgreSQL refuses is one line with the place; only reading is possible")
    void rows() {
        useTheServerOfThisClone();
        look("postgres");

        assertThat(Typed.in(home, "sql", ROWS).out())
                .isEqualTo(
                        """
                +---------+------+
                | version | name |
                +---------+------+
                |       1 |   ab |
                |       2 | null |
                +---------+------+
                """);
        assertThat(Typed.in(home, "sql", "select 1 where false").out()).isEqualTo("  (no rows)\n");
        assertThat(Typed.in(home, "sql", "select 1, versoin from " + ROWS.substring(14))
                        .err())
                .isEqualTo("PostgreSQL refuses (42703) at character 11, 'versoin from (values...': column \"versoin\""
                        + " does not exist Its hint: Perhaps you meant to reference the column \"r.version\".\n");
        assertThat(Typed.in(home, "sql", "create table t (i int)").err())
                .isEqualTo("PostgreSQL refuses (25006): cannot execute CREATE TABLE in a read-only transaction\n");
        String id = "6f1f0c1e-0000-4000-8000-000000000000";
        assertThat(Typed.in(home, "sql", "select '" + id + "'::uuid as id").out())
                .contains("6f1f0c1e")
                .doesNotContain(id);
        assertThat(Typed.in(home, "sql", "--full", "select '" + id + "'::uuid as id")
                        .out())
                .contains(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "begin read write; insert into s values (2); commit",
                "commit; delete from s",
                "select 1; delete from s",
                "select $$;$$; /* ; */ delete from s /* ; */"
            })
    @DisplayName("more than one statement is refused in a sentence, and nothing is run")
    void moreThanOneStatement(String sql) throws SQLException {
        try (Store store = new Store("create table s (i int); insert into s values (1)")) {
            assertThat(Typed.in(home, "sql", sql))
                    .isEqualTo(new Typed(
                            2,
                            "",
                            "./workbook sql runs one statement, which can only " + "read, and these are "
                                    + (sql.startsWith("begin") ? 3 : 2) + ". Nothing was run.\n"));
            assertThat(store.rows("s")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from s",
                "with gone as (delete from s returning i) select * from gone",
                "explain analyze delete from s",
                "do 'begin set transaction read write; delete from s; end'",
                "do 'begin commit; delete from s; end'",
                "do $$ begin perform set_config('transaction_read_only', 'off', false); delete from s; end $$",
                "call empty_s()"
            })
    @DisplayName("no single statement leaves the transaction and writes")
    void writes(String sql) throws SQLException {
        try (Store store = new Store(
                "create table s (i int); insert into s values (1); create procedure empty_s() language plpgsql as"
                        + " 'begin commit; set transaction read write; delete from s; end'")) {
            Typed typed = Typed.in(home, "sql", sql);
            assertThat(typed.status()).as(typed.toString()).isEqualTo(2);
            assertThat(typed.err()).startsWith("PostgreSQL refuses (").hasLineCount(1);
            assertThat(store.rows("s")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"select ';' as one;", "/* ; */ select 1 as one -- ;", "select 1 as one; ; -- nothing more"})
    @DisplayName("a semicolon at the end, in a text or in a comment makes no second statement")
    void oneStatement(String sql) {
        useTheServerOfThisClone();
        look("postgres");
        assertThat(Typed.in(home, "sql", sql).out()).contains("| one |");
    }

    @Test
    @DisplayName("a table is measured in columns; what is seen as one character is never cut")
    void wide() {
        useTheServerOfThisClone();
        look("postgres");
        String coder = "\ud83d\udc69\u200d\ud83d\udcbb";
        String narrow = Typed.in(home, "sql", "select 'ab' as four, '12345678' as eight")
                .out();
        assertThat(Typed.in(home, "sql", "select 'ab' as \"\u540d\u524d\", 'Zoe\u0308 " + coder + "' as who")
                        .out()
                        .lines())
                .contains("|   ab | Zoe\u0308 " + coder + " |")
                .map(AttributedString::new)
                .extracting(AttributedString::columnLength)
                .containsOnly(narrow.indexOf('\n'));
        for (int before = 0; before < 6; before++) {
            assertThat(Typed.in(home, "sql", "select repeat('x', " + before + ") || repeat('" + coder + "', 20) as t")
                            .out())
                    .as("%d before", before)
                    .containsPattern("\\| x{" + before + "}(" + coder + ")+\\.\\.\\. \\|");
        }
        assertThat(Typed.in(home, "sql", "select '" + coder + "', versoin, 'abcdef" + coder + "'")
                        .err())
                .startsWith("PostgreSQL refuses (42703) at character 15, 'versoin, 'abcdef" + coder + "'': column");
    }

    @Test
    @DisplayName("whole values are folded at 78 columns, and their own line ends stay")
    void folded() {
        useTheServerOfThisClone();
        look("postgres");
        assertThat(Typed.in(home, "sql", "--full", "select repeat('a', 79) || E'\nb' as t, 1 as i")
                        .out())
                .isEqualTo(
                        """
                +%1$s+---+
                | t%2$s | i |
                +%1$s+---+
                | %3$s | 1 |
                | %2$sa |   |
                | %2$sb |   |
                +%1$s+---+
                """
                                .formatted("-".repeat(80), " ".repeat(77), "a".repeat(78)));
    }

    @Test
    @DisplayName("neighbours are left out as long as they are as they were; when they are not, a line says so")
    void neighbours() throws SQLException {
        try (Store store = new Store(
                """
                create table streams (stream_id text, version bigint);
                insert into streams values ('CART-1', 2), ('cart-10', 3);
                create schema neighbours;
                create table neighbours.streams as table streams;
                insert into streams values ('cart-1', 1);
                """)) {
            assertThat(Typed.in(home, "sql", "select * from streams").out())
                    .isEqualTo(
                            """
                    +-----------+---------+
                    | stream_id | version |
                    +-----------+---------+
                    |    cart-1 |       1 |
                    +-----------+---------+
                    """);

            store.execute("update streams set version = 4 where stream_id = 'CART-1'");
            assertThat(Typed.in(home, "sql", "select * from streams order by version")
                            .out())
                    .isEqualTo(
                            """
                    your code changed the stream 'CART-1', which nobody asked it to touch: 1 row changed in streams
                    +-----------+---------+
                    | stream_id | version |
                    +-----------+---------+
                    |    cart-1 |       1 |
                    |    CART-1 |       4 |
                    +-----------+---------+
                    """);
        }
    }

    @Test
    @DisplayName("a database that is gone: one sentence with what makes a new one")
    void gone() {
        useTheServerOfThisClone();
        look("wb_gone");
        assertThat(Typed.in(home, "sql", "select 1").err())
                .isEqualTo("The last test's database, wb_gone, is gone: ./workbook run makes a new one.\n");
    }

    @Test
    @DisplayName("the database is that of the failing test whose card is shown; a run that left none leaves none")
    void whichDatabase() {
        LastDatabase.note(
                fake.course(),
                verdict(
                        "00-count",
                        on("wb_1", "", passed("T.a", "a", 1)),
                        on("wb_2", "", failed("T.b", "b", 1, assertion())),
                        on("wb_3", "", failed("T.c", "c", 2, assertion()))));
        assertThat(LastDatabase.of(fake.course())).hasValue("wb_2");
        LastDatabase.note(
                fake.course(), verdict("00-count", on("wb_4", "", passed("T.a", "a", 1)), passed("T.b", "b", 1)));
        assertThat(LastDatabase.of(fake.course())).hasValue("wb_4");
        LastDatabase.note(fake.course(), verdict("00-count", passed("T.a", "a", 1)));
        assertThat(LastDatabase.of(fake.course())).isEmpty();
    }

    private static void useTheServerOfThisClone() {
        Postgres postgres = PostgresLadder.climb();
        String credentials = postgres.user() == null
                ? ""
                : (postgres.url().contains("?") ? "&" : "?") + "user=" + postgres.user() + "&password="
                        + postgres.password();
        System.setProperty(PostgresLadder.PROPERTY, postgres.url() + credentials);
    }

    private void look(String database) {
        LastDatabase.note(fake.course(), verdict("00-count", on(database, "", failed("T.b", "b", 1, assertion()))));
    }

    /** A database that a run has left. */
    private final class Store implements AutoCloseable {

        private static final String NAME =
                "wb_sql_command_" + ProcessHandle.current().pid();

        private final Connection server;
        private final Connection connection;

        Store(String script) throws SQLException {
            useTheServerOfThisClone();
            look(NAME);
            server = PostgresLadder.climb().connect();
            execute(server, "create database " + NAME);
            connection = PostgresLadder.climb().database(NAME).getConnection();
            execute(script);
        }

        void execute(String sql) throws SQLException {
            execute(connection, sql);
        }

        int rows(String table) throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("select count(*) from " + table)) {
                row.next();
                return row.getInt(1);
            }
        }

        private static void execute(Connection connection, String sql) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }

        @Override
        public void close() throws SQLException {
            try (server;
                    connection) {
                execute(server, "drop database " + NAME + " with (force)");
            }
        }
    }
}
