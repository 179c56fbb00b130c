package workbook.testing.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A connection that was lent to the code under test")
class ConnectionWatchTest {

    @TempDir(cleanup = CleanupMode.NEVER)
    private Path folder;

    private static final Clones CLONES = new Clones();
    private static TestDatabase database;
    private Connection connection;

    @BeforeAll
    static void make() throws Exception {
        database = CLONES.of("a").create(new Recipe("90-cart", List.of(), List.of()));
        database.run();
        database.watch(CodeUnderTest.of(ConnectionWatchTest.class));
    }

    @AfterAll
    static void drop() throws Exception {
        database.disconnect();
        CLONES.close();
    }

    @BeforeEach
    void lend() throws Exception {
        connection = database.getConnection();
        execute("create table if not exists note (text text)");
    }

    @AfterEach
    void takeBack() {
        database.close();
        database.restore();
    }

    static Stream<Arguments> leftBehind() {
        return Stream.of(
                arguments("c.setAutoCommit(false);", "gave it back with autocommit off"),
                arguments(
                        "c.setAutoCommit(false); c.createStatement().execute(\"nonsense\");",
                        "gave it back with autocommit off"),
                arguments("try (var s = c.createStatement()) { s.execute(\"begin\"); }", "left it open"),
                arguments("try (var s = c.createStatement()) { s.execute(\"begin; nonsense\"); }", "left it open"),
                arguments("c.close();", "closed the connection"),
                arguments("c.setReadOnly(true);", "back read-only"),
                arguments("c.prepareStatement(\"select 1\").executeQuery();", "left a statement open"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("leftBehind")
    @DisplayName("comes back as it came, or the test is told in its next step")
    void nextStep(String body, String fault) throws Exception {
        catchThrowable(() -> use(body));

        assertThat(catchThrowable(() -> connection.getAutoCommit()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(fault);
        assertThat(catchThrowable(() -> connection.isClosed()))
                .as("it is said once")
                .isNull();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("leftBehind")
    @DisplayName("comes back as it came, or the test is told at its end")
    void atTheEnd(String body, String fault) throws Exception {
        catchThrowable(() -> use(body));

        database.close();

        assertThat(database.faults()).singleElement().asString().contains(fault);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "c.commit();",
                "c.rollback();",
                "c.setAutoCommit(true); c.setAutoCommit(false);",
                "try (var s = c.createStatement()) { s.execute(\"rollback\"); }",
                "try (var s = c.createStatement()) { s.execute(\"commit; begin; select 1\"); }"
            })
    @DisplayName("is still in its caller's transaction")
    void callersTransaction(String body) throws Exception {
        connection.setAutoCommit(false);
        execute("insert into note values ('the caller''s')");

        use(body);

        assertThat(catchThrowable(connection::commit))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("your code ended the transaction of its caller");
    }

    static Stream<Arguments> condition() {
        return Stream.of(
                arguments("c.setTransactionIsolation(8);", "set default_transaction_isolation to 'serializable'"),
                arguments(
                        "sql(c, \"set session characteristics as transaction read only\");",
                        "set default_transaction_read_only to 'on'"),
                arguments("sql(c, \"set search_path to pg_catalog\");", "set search_path to 'pg_catalog'"),
                arguments(
                        "sql(c, \"set lock_timeout = '150ms'\");",
                        "set lock_timeout to '150ms' and left it so on its caller's connection"),
                arguments(
                        "sql(c, \"select set_config('timezone', 'Asia/Tokyo', false)\");",
                        "set TimeZone to 'Asia/Tokyo'"),
                arguments("sql(c, \"set enable_seqscan = off\");", "set enable_seqscan to 'off'"),
                arguments("sql(c, \"set role pg_monitor\");", "role: pg_monitor; it came with role: none"),
                arguments("sql(c, \"select pg_advisory_lock(1)\");", "session locks: 1; it came with session locks: 0"),
                arguments("sql(c, \"create temp table t (n int)\");", "temporary tables: 1"),
                arguments("sql(c, \"declare k cursor with hold for select 1\");", "open cursors: 1"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("condition")
    @DisplayName("has the settings that it came with, and nothing that outlives a transaction")
    void settings(String body, String fault) throws Exception {
        use(body.replaceAll("sql\\(c, (.*)\\);", "try (var s = c.createStatement()) { s.execute($1); }"));

        database.close();

        assertThat(database.faults()).singleElement().asString().contains(fault);
    }

    @Test
    @DisplayName("has no savepoint of somebody else's in its transaction")
    void savepoints() throws Exception {
        connection.setAutoCommit(false);
        execute("insert into note values ('the caller''s')");

        use("c.releaseSavepoint(c.setSavepoint()); c.setSavepoint(\"again\");");

        assertThat(catchThrowable(connection::commit))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("a savepoint");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "c.setAutoCommit(false); try (var s = c.createStatement()) { s.execute(\"select 1\"); } c.commit();"
                        + " c.setAutoCommit(true);",
                "try (var s = c.createStatement()) { s.execute(\"begin\"); s.execute(\"select 1\");"
                        + " s.execute(\"rollback\"); }",
                "try (var s = c.createStatement()) { s.execute(\"select pg_advisory_xact_lock(1)\"); }",
                "try (var s = c.createStatement()) { s.execute(\"begin; set local lock_timeout = '150ms'; commit\"); }",
                "try (var s = c.createStatement()) { s.execute(\"set lock_timeout = '150ms'; reset lock_timeout\"); }",
                "try (var s = c.createStatement()) { s.execute(\"set lock_timeout = '150ms'; set lock_timeout ="
                        + " '4s'\"); }",
                "c.getMetaData(); c.isValid(1);"
            })
    @DisplayName("may be used in any way that leaves nothing behind")
    void wellBehaved(String body) throws Exception {
        use(body);

        execute("select 1");
        database.close();
        assertThat(database.faults()).isEmpty();
    }

    @Test
    @DisplayName("may be at work in its caller's transaction, and fail in it")
    void insideOfATransaction() throws Exception {
        connection.setAutoCommit(false);

        use("try (var s = c.createStatement()) { s.execute(\"insert into note values ('the code''s')\"); }");
        catchThrowable(() -> use("try (var s = c.createStatement()) { s.execute(\"nonsense\"); }"));

        connection.rollback();
        connection.setAutoCommit(true);
        database.close();
        assertThat(database.faults()).isEmpty();
    }

    @Test
    @DisplayName("is not the code's to give back where that has taken it by itself")
    void takenByTheCode() throws Exception {
        use("source.getConnection().setAutoCommit(false);");

        database.close();
        assertThat(database.faults()).isEmpty();
    }

    @Test
    @DisplayName("that the test itself changes is nobody's fault")
    void changedByTheTest() throws Exception {
        connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        connection.setAutoCommit(false);

        use("try (var s = c.createStatement()) { s.execute(\"select 1\"); }");

        database.close();
        assertThat(database.faults()).isEmpty();
    }

    @Test
    @DisplayName("that was begun on in SQL and not ended comes to the next borrower without that transaction")
    void doesNotOutliveItsTest() throws Exception {
        execute("begin; insert into note values ('left')");
        database.close();

        try (Connection next = database.getConnection();
                Statement statement = next.createStatement()) {
            assertThat(statement.executeQuery("select from note").next()).isFalse();
        }
    }

    private void use(String body) throws Exception {
        Elsewhere.code(folder, body).use(connection, database);
    }

    private void execute(String sql) throws Exception {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
